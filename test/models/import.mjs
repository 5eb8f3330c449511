/**
 * Imports built packages (folders on the command line) in this Node, makes a client of each, and runs every validator once, so
 * that what is lazy is looked at too. Prints one JSON line a package: its exports, or what went wrong.
 */
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

for (const folder of process.argv.slice(2)) {
  const faults = [];
  let exports = 0;
  try {
    const load = (file) => import(pathToFileURL(join(resolve(folder), "dist", file)).href);
    const all = await load("index.js");
    exports = Object.keys(all).length;
    const Client =
      all[
        Object.keys(all).find(
          (name) =>
            name.endsWith("Client") &&
            typeof all[name] === "function" &&
            name !== "__Client" &&
            `${name}Config` !== name &&
            all[name.slice(0, -"Client".length)] !== undefined,
        )
      ];
    if (Client === undefined) faults.push("no client is exported");
    else new Client({ region: "us-east-1" }).destroy();
    for (const [name, schema] of Object.entries(await load("validators.js"))) {
      try {
        schema.safeParse({});
      } catch (error) {
        faults.push(`${name}: ${error.message.split("\n")[0]}`);
      }
    }
  } catch (error) {
    faults.push(error.stack.split("\n").slice(0, 3).join(" "));
  }
  console.log(JSON.stringify({ folder, exports, faults: faults.slice(0, 5) }));
}
