import type { NodeId } from "@homeostat/engine";
import { failure } from "../errors/registry.ts";

/** When a name is read: now, at the start, before it; or its rate of change now. */
export type Reading = "now" | "start" | "past" | "rate";

/** The node of each name, made when it is first asked for. Throws HS1505 for a definition that leads back to itself. */
export class Definitions {
  readonly #source: string;
  readonly #known = new Map<string, NodeId>();
  readonly #open = new Set<string>();

  constructor(source: string) {
    this.#source = source;
  }

  once(reading: Reading, name: string, make: () => NodeId): NodeId {
    const key = `${reading} ${name}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    if (this.#open.has(key)) throw circular(name, this.#source);
    this.#open.add(key);
    const node = make();
    this.#open.delete(key);
    this.#known.set(key, node);
    return node;
  }
}

export function circular(name: string, source: string) {
  const why = "its definition leads back to itself";
  const cure = "Write one of them so that it does not need the other, or as an algebraic rule.";
  return failure("HS1505", { what: `'${name}'`, why, cure }, { source });
}
