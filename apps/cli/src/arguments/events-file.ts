import type { Schedule, ScheduleItem } from "@homeostat/engine";
import { failure } from "../errors/registry.ts";
import { inModelTime, parseDuration } from "./duration.ts";

type Time = "s" | "min" | "h" | "d";
type Fields = Readonly<Record<string, unknown>>;

/** Reads the items of docs/guides/events.md. Numbers are in the model's units; times may be written `90min`. */
export function parseEvents(json: string, time: Time, source: string): Schedule {
  const items = parseJson(json, source);
  if (!Array.isArray(items)) throw wrong(source, "the top", "an array of items is expected");
  return items.map((item, index) => parseItem(item, time, source, `item ${index + 1}`));
}

function parseJson(json: string, source: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw wrong(source, "the top", error instanceof Error ? error.message : "not JSON", error);
  }
}

const readers: Readonly<Record<ScheduleItem["kind"], (reader: FieldReader) => ScheduleItem>> = {
  dose: (read) => ({
    kind: "dose",
    dose: read.text("dose"),
    at: read.time("at"),
    amount: read.number("amount"),
  }),
  set: (read) => ({ kind: "set", input: read.text("set"), at: read.time("at"), value: read.number("value") }),
  infuse: (read) => ({
    kind: "infuse",
    input: read.text("infuse"),
    at: read.time("at"),
    amount: read.number("amount"),
    duration: read.time("duration"),
  }),
  add: (read) => ({
    kind: "add",
    state: read.text("add"),
    at: read.time("at"),
    amount: read.number("amount"),
  }),
  fire: (read) => ({ kind: "fire", event: read.text("fire"), at: read.time("at") }),
  signal: (read) => ({
    kind: "signal",
    input: read.text("signal"),
    times: read.list("times", read.asTime),
    values: read.list("values", read.asNumber),
    between: read.oneOf("between", ["hold", "line"] as const),
  }),
};

function parseItem(item: unknown, time: Time, source: string, where: string): ScheduleItem {
  if (typeof item !== "object" || item === null) throw wrong(source, where, "an object is expected");
  const kinds = (Object.keys(readers) as ScheduleItem["kind"][]).filter((kind) => kind in item);
  const [kind, second] = kinds;
  if (kind === undefined || second !== undefined) {
    throw wrong(source, where, `exactly one of ${Object.keys(readers).join(", ")} is expected`);
  }
  const reader = new FieldReader(item as Fields, time, source, where);
  const parsed = readers[kind](reader);
  reader.refuseUnread();
  return parsed;
}

/** Reads the fields of one item and remembers which, so that a misspelt one is refused and not ignored. */
class FieldReader {
  readonly #fields: Fields;
  readonly #time: Time;
  readonly #source: string;
  readonly #where: string;
  readonly #read = new Set<string>();

  constructor(fields: Fields, time: Time, source: string, where: string) {
    this.#fields = fields;
    this.#time = time;
    this.#source = source;
    this.#where = where;
  }

  text(name: string): string {
    const value = this.#take(name);
    if (typeof value !== "string") throw this.#wrong(`${name} must be a name`);
    return value;
  }

  number(name: string): number {
    return this.asNumber(this.#take(name), name);
  }

  time(name: string): number {
    return this.asTime(this.#take(name), name);
  }

  list(name: string, as: (value: unknown, name: string) => number): number[] {
    const value = this.#take(name);
    if (!Array.isArray(value)) throw this.#wrong(`${name} must be a list`);
    return value.map((element) => as(element, name));
  }

  oneOf<T extends string>(name: string, choices: readonly T[]): T {
    const value = this.#take(name);
    const choice = choices.find((candidate) => candidate === value);
    if (choice === undefined) throw this.#wrong(`${name} must be one of ${choices.join(", ")}`);
    return choice;
  }

  readonly asNumber = (value: unknown, name: string): number => {
    if (typeof value !== "number" || !Number.isFinite(value)) throw this.#wrong(`${name} must be a number`);
    return value;
  };

  readonly asTime = (value: unknown, name: string): number =>
    typeof value === "string" ? inModelTime(parseDuration(value), this.#time) : this.asNumber(value, name);

  refuseUnread(): void {
    const unread = Object.keys(this.#fields).find((name) => !this.#read.has(name));
    if (unread !== undefined) throw this.#wrong(`'${unread}' means nothing here`);
  }

  #take(name: string): unknown {
    this.#read.add(name);
    return this.#fields[name];
  }

  #wrong(problem: string) {
    return wrong(this.#source, this.#where, problem);
  }
}

function wrong(source: string, where: string, problem: string, cause?: unknown) {
  return failure("HS6003", { where, problem }, { source }, cause);
}
