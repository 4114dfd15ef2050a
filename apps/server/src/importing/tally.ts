import { sep } from "node:path";
import type { Intake, Refusal } from "@homeostat/connect";
import type { ImportSummary } from "../contract/schemas.ts";

const PLACES_OF_A_RULE = 3;
/** Cures may name what was found, and a file may hold anything. */
const MOST_GROUPS = 100;
type Refused = ImportSummary["refusals"][number];

/** Counts what an import read, took and refused. */
export class Tally {
  /** The folder that files were put in on their way here; their senders know them without it. */
  readonly #within: string;
  readonly #counts = { files: 0, resources: 0, observations: 0, context: 0, refused: 0, new: 0 };
  readonly #refusals = new Map<string, Refused>();
  readonly #remarks = new Map<string, Refused>();

  constructor(within = "") {
    this.#within = within === "" ? "" : `${within}${sep}`;
  }

  read(items: readonly Intake[]): void {
    for (const item of items) this.#one(item);
  }

  stored(rows: number): void {
    this.#counts.new += rows;
  }

  summary(): ImportSummary {
    const refusals = [...this.#refusals.values()].sort((a, b) => b.count - a.count);
    return { ...this.#counts, refusals, remarks: [...this.#remarks.values()] };
  }

  #one(item: Intake): void {
    if (item.kind === "file") this.#counts.files++;
    else if (item.kind === "resource") this.#counts.resources++;
    else if (item.kind === "observation") this.#counts.observations++;
    else if (item.kind === "context") this.#counts.context++;
    else if (item.kind === "refusal") this.#refuse(item.refusal);
    else if (item.kind === "remark") this.#keep(this.#remarks, item.remark);
  }

  #refuse(refusal: Refusal): void {
    this.#counts.refused++;
    this.#keep(this.#refusals, refusal);
  }

  /** What is of one rule and has one cure is counted together; the first message and three places stand for all. */
  #keep(all: Map<string, Refused>, { code, message, cure, place }: Refusal): void {
    const own = `${code} ${cure}`;
    const group = all.has(own) || all.size < MOST_GROUPS ? own : code;
    const known = all.get(group);
    const places = known?.places ?? [];
    const next = places.length < PLACES_OF_A_RULE ? [...places, this.#asSent(placeText(place))] : places;
    all.set(group, {
      code,
      message: known?.message ?? this.#asSent(message),
      cure: known?.cure ?? cure,
      count: (known?.count ?? 0) + 1,
      places: next,
    });
  }

  #asSent(text: string): string {
    return this.#within === "" ? text : text.replaceAll(this.#within, "");
  }
}

const placeText = ({ source, line, column, path }: Refusal["place"]): string =>
  [source, line, column].filter((part) => part !== undefined).join(":") +
  (path === undefined ? "" : ` ${path}`);
