/**
 * The nodes of a decision diagram as the trait holds them: base64 of triples of 32-bit integers, and the references between
 * them. It knows nothing of what the conditions and results say. Source: Smithy, "Rules engine specification", BDD node
 * structure and reference encoding.
 */
import type { RuleFault } from "./rules.ts";

/** A reference is 1 or -1 for no match, this and more for a result, and any other number for a node. */
const RESULTS = 100_000_000;

export interface Decision {
  /** An index into the conditions. */
  readonly condition: number;
  readonly whenTrue: number;
  readonly whenFalse: number;
}

export interface Nodes {
  readonly root: number;
  /** Every reference that can be reached, each after all that lead to it. */
  readonly order: readonly number[];
  /** What a reference leads to: a decision, the index of a result, or nothing. */
  at(reference: number): Decision | number | undefined;
}

export interface NodesRequest {
  readonly nodes: unknown;
  readonly nodeCount: unknown;
  readonly root: unknown;
  readonly conditions: number;
  readonly results: number;
  readonly fault: (path: RuleFault["path"], message: string, hint?: string) => void;
}

/** Reads and checks the nodes; `undefined` where they are no diagram. */
export function readNodes({ nodes, nodeCount, root, conditions, results, fault }: NodesRequest): Nodes | undefined {
  const decisions = typeof nodes === "string" ? decode(nodes) : undefined;
  if (decisions === undefined) {
    fault(["nodes"], "The nodes are triples of 32-bit integers in base64.");
    return undefined;
  }
  if (decisions.length !== nodeCount) {
    fault(["nodeCount"], `There are ${decisions.length} nodes, not ${JSON.stringify(nodeCount)}.`);
    return undefined;
  }
  if (typeof root !== "number" || !Number.isInteger(root) || root < 1) {
    fault(["root"], "The root is a reference that is not negative.");
    return undefined;
  }

  /** Reference 2 and its complement -2 are the second node; the first stands for the end. */
  const nodeAt = (reference: number): Decision | undefined => decisions[Math.abs(reference) - 1];
  const known = (reference: number): boolean => {
    if (Math.abs(reference) === 1) return true;
    if (reference >= RESULTS) return reference <= RESULTS + results;
    const node = reference === 0 ? undefined : nodeAt(reference);
    return node !== undefined && node.condition >= 0 && node.condition < conditions;
  };
  const at: Nodes["at"] = (reference) => {
    // The first result is that there is none, and is left out of the list.
    if (reference >= RESULTS) return reference === RESULTS ? undefined : reference - RESULTS - 1;
    const node = Math.abs(reference) === 1 ? undefined : nodeAt(reference);
    if (node === undefined || reference > 0) return node;
    return { condition: node.condition, whenTrue: node.whenFalse, whenFalse: node.whenTrue };
  };

  const done = new Map<number, boolean>();
  const backwards: number[] = [];
  const visit = (reference: number): boolean => {
    const before = done.get(reference);
    if (before !== undefined) {
      if (!before) fault(["nodes"], `The reference ${reference} leads back to itself.`);
      return before;
    }
    if (!known(reference)) {
      fault(
        reference === root ? ["root"] : ["nodes"],
        `The reference ${reference} leads to no node, condition or result.`,
        `there are ${decisions.length} nodes, ${conditions} conditions, ${results} results`,
      );
      return false;
    }
    done.set(reference, false);
    const found = at(reference);
    if (typeof found === "object" && !(visit(found.whenFalse) && visit(found.whenTrue))) return false;
    done.set(reference, true);
    backwards.push(reference);
    return true;
  };
  return visit(root) ? { root, order: backwards.reverse(), at } : undefined;
}

function decode(text: string): readonly Decision[] | undefined {
  const bytes = Buffer.from(text, "base64");
  if (bytes.length % 12 !== 0 || bytes.toString("base64") !== text) return undefined;
  return Array.from({ length: bytes.length / 12 }, (_, index) => ({
    condition: bytes.readInt32BE(index * 12),
    whenTrue: bytes.readInt32BE(index * 12 + 4),
    whenFalse: bytes.readInt32BE(index * 12 + 8),
  }));
}
