/** Small requests to the machine's own services that give credentials: one second for each, tried three times. */
import { builtin } from "./builtin.ts";
import { CredentialsProviderError } from "./errors.ts";

const LIMIT = 1000;
const TRIES = 3;

export interface LocalAnswer {
  readonly status: number;
  readonly text: string;
}

export async function localRequest(url: URL, method: string, headers: Record<string, string>): Promise<LocalAnswer> {
  const { request } = await builtin(url.protocol === "https:" ? "node:https" : "node:http");
  return new Promise((resolve, reject) => {
    const req = request(url, { method, headers, timeout: LIMIT, agent: false });
    req.on("timeout", () => req.destroy(new CredentialsProviderError(`${url.origin} did not answer in ${LIMIT} ms.`)));
    req.on("error", reject);
    req.on("response", (answer) => {
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (chunk: string) => {
        text += chunk;
      });
      answer.on("error", reject);
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, text }));
    });
    req.end();
  });
}

/** Repeats what fails on the way or at the server; a refusal (4xx) is final. */
export async function retried(send: () => Promise<LocalAnswer>): Promise<LocalAnswer> {
  for (let tried = 1; ; tried++) {
    try {
      const answer = await send();
      if (answer.status < 500 || tried === TRIES) return answer;
    } catch (error) {
      if (tried === TRIES) throw error;
    }
  }
}
