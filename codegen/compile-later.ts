/**
 * When V8 compiles: it optimises a function after it has run for a while, which most runs of swage are too short to get
 * back. Some ten times later, EC2 takes two fifths less CPU on Node 20, a third less on 22 and a tenth less on 24, and all
 * services together no more. Which flag says so differs between versions: only those that were measured are told.
 */
const FLAGS: Readonly<Record<string, string>> = {
  "20": "--interrupt-budget=1000000",
  "22": "--invocation-count-for-turbofan=30000",
  "24": "--invocation-count-for-turbofan=30000",
};

/** To be called before the pipeline loads. Changes no results. */
export function compileLater(): void {
  const flag = FLAGS[process.versions.node.split(".", 1)[0] ?? ""];
  if (flag === undefined) return;
  // Loaded only for this: a run without changes does not come here.
  process.getBuiltinModule("node:v8").setFlagsFromString(flag);
}
