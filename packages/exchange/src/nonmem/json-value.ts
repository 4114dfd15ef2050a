import { didYouMean } from "@homeostat/engine";
import { failure } from "../errors/registry.ts";
import { jsonFault } from "./json-fault.ts";

const namePattern = /^[A-Za-z_][A-Za-z0-9_]*$/;
const aName = "a name: letters, digits and _, not beginning with a digit";

/** A JSON value that knows where it stands, so that every complaint about it says so. */
export class JsonValue {
  readonly value: unknown;
  readonly path: string;
  readonly source: string;

  constructor(value: unknown, path: string, source: string) {
    this.value = value;
    this.path = path;
    this.source = source;
  }

  /** @throws HS1611 unless the text is JSON */
  static parse(text: string, source: string): JsonValue {
    try {
      return new JsonValue(JSON.parse(text), "", source);
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      throw failure("HS1611", { problem }, { source, ...jsonFault(text) }, error);
    }
  }

  get kind(): "object" | "array" | "null" | "string" | "number" | "boolean" {
    if (this.value === null) return "null";
    return Array.isArray(this.value) ? "array" : (typeof this.value as "object");
  }

  refuse(expected: string): never {
    const given = JSON.stringify(this.value);
    const found = given.length > 40 ? `${given.slice(0, 37)}…` : given;
    throw failure("HS1612", { path: this.path || "the file", found, expected }, this.place);
  }

  get place() {
    return this.path === "" ? { source: this.source } : { source: this.source, path: this.path };
  }

  number(expected = "a number"): number {
    return typeof this.value === "number" && Number.isFinite(this.value) ? this.value : this.refuse(expected);
  }

  text(expected = "text"): string {
    return typeof this.value === "string" && this.value.trim() !== "" ? this.value : this.refuse(expected);
  }

  /** A name that expressions can read. */
  name(): string {
    return typeof this.value === "string" && namePattern.test(this.value) ? this.value : this.refuse(aName);
  }

  oneOf<const T extends string>(...allowed: readonly T[]): T {
    const found = allowed.find((one) => one === this.value);
    return found ?? this.refuse(`one of ${allowed.map((one) => `"${one}"`).join(", ")}`);
  }

  list(expected = "a list"): readonly JsonValue[] {
    if (!Array.isArray(this.value)) return this.refuse(expected);
    return this.value.map((item, i) => new JsonValue(item, `${this.path}[${i}]`, this.source));
  }

  /** Every field, whatever its name. */
  entries(expected = "an object"): readonly (readonly [string, JsonValue])[] {
    if (this.kind !== "object") this.refuse(expected);
    return Object.entries(this.value as object).map(([key, value]) => [key, this.at(key, value)]);
  }

  /** Every field; each is named so that expressions can read it. @throws HS1612 */
  named(expected: string): readonly (readonly [string, JsonValue])[] {
    const entries = this.entries(expected);
    for (const [key, value] of entries)
      if (!namePattern.test(key)) new JsonValue(key, value.path, this.source).refuse(aName);
    return entries;
  }

  /** The fields by name; any other name is refused. @throws HS1613 */
  fields<const K extends string>(...known: readonly K[]): Partial<Record<K, JsonValue>> {
    const result: Partial<Record<K, JsonValue>> = {};
    for (const [key, value] of this.entries()) {
      const name = known.find((one) => one === key);
      if (name === undefined) this.unknown(key, known);
      else result[name] = value;
    }
    return result;
  }

  private unknown(key: string, known: readonly string[]): never {
    const details = { key, suggestion: didYouMean(key, known), known: known.join(", ") };
    throw failure("HS1613", details, this.at(key, null).place);
  }

  /** @throws HS1614 where the field is missing */
  need(field: JsonValue | undefined, name: string): JsonValue {
    if (field !== undefined) return field;
    throw failure("HS1614", { name, path: this.path === "" ? "the file" : this.path }, this.place);
  }

  private at(key: string, value: unknown): JsonValue {
    return new JsonValue(value, this.path === "" ? key : `${this.path}.${key}`, this.source);
  }
}
