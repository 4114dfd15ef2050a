import type { ErrorPlace } from "../errors/homeostat-error.ts";
import { failure } from "../errors/registry.ts";
import { atoms, offsets, prefixes } from "./atoms.ts";
import { type Exponents, one, product } from "./exponents.ts";
import { piScale, scaleOfDecimal } from "./scale.ts";
import { suggestUnit } from "./suggest-unit.ts";
import { divideUnits, multiplyUnits, powerOfUnit, type Unit, unity } from "./unit.ts";

const cache = new Map<string, Unit>();
/** Units read from records come without bound; a full cache starts anew. */
const cacheLimit = 4096;
const deepestNesting = 20;
const longest = 200;

/**
 * Reads a unit written in UCUM (case-sensitive), for example `mg/dL`, `m[IU]/L`, `10*3/uL`, `/min`, `{steps}/min`.
 * @throws HomeostatError HS1001 with a suggestion where one is near; HS1003 for a product with `Cel` or `[degF]`
 */
export function parseUnit(text: string, place: ErrorPlace = {}): Unit {
  const known = cache.get(text);
  if (known) return known;
  const unit = new UnitReader(text, place).read();
  if (cache.size >= cacheLimit) cache.clear();
  cache.set(text, unit);
  return unit;
}

/** The base form of an atom, made from its definition. */
function atomBase(symbol: string): Exponents {
  const atom = atoms.get(symbol);
  if (!atom?.definition) return new Map([[symbol, 1]]);
  return product(scaleOfDecimal(atom.definition.factor), parseUnit(atom.definition.unit).base);
}

function atomUnit(symbol: string, prefix: string): Unit {
  const scale = prefix === "" ? one : scaleOfDecimal(prefixes[prefix] ?? "");
  const base = symbol === "[pi]" ? piScale : product(atomBase(symbol), scale);
  const offset = offsets[symbol];
  const parts = new Map([[prefix + symbol, 1]]);
  return offset === undefined || prefix !== "" ? { base, parts } : { base, parts, offset };
}

function findAtom(text: string): Unit | undefined {
  if (text === "[pi]" || atoms.has(text)) return atomUnit(text, "");
  for (const length of [1, 2]) {
    const prefix = text.slice(0, length);
    const symbol = text.slice(length);
    if (prefix in prefixes && atoms.get(symbol)?.metric && !(symbol in offsets))
      return atomUnit(symbol, prefix);
  }
  return undefined;
}

/** term = ["/"] component { ("." | "/") component }, as in UCUM §3–§9. */
class UnitReader {
  private readonly text: string;
  private readonly place: ErrorPlace;
  private at = 0;
  private depth = 0;

  constructor(text: string, place: ErrorPlace) {
    this.text = text;
    this.place = place;
  }

  read(): Unit {
    if (this.text === "") this.refuse("it is empty (a pure number has the unit 1)");
    if (this.text.length > longest)
      throw failure(
        "HS1001",
        { unit: `${this.text.slice(0, 20)}…`, problem: "it is too long", suggestion: suggestUnit("") },
        this.place,
      );
    const unit = this.term();
    if (this.at < this.text.length)
      this.refuse(`'${this.text[this.at]}' at character ${this.at + 1} is not expected`);
    return unit;
  }

  private term(): Unit {
    let unit = this.text[this.at] === "/" ? unity : this.component();
    for (let sign = this.text[this.at]; sign === "." || sign === "/"; sign = this.text[this.at]) {
      this.at += 1;
      const next = this.component();
      this.refuseOffset(unit);
      this.refuseOffset(next);
      unit = sign === "." ? multiplyUnits(unit, next) : divideUnits(unit, next);
    }
    return unit;
  }

  private component(): Unit {
    if (this.text[this.at] === "(") return this.group();
    const annotated = this.skipAnnotation();
    if (annotated) return unity;
    const unit = this.simple();
    this.skipAnnotation();
    return unit;
  }

  private group(): Unit {
    this.depth += 1;
    if (this.depth > deepestNesting) this.refuse("it is nested too deeply");
    this.at += 1;
    const inner = this.term();
    if (this.text[this.at] !== ")") this.refuse("a ')' is missing");
    this.at += 1;
    this.depth -= 1;
    return this.raise(inner, this.take(/[+-]?\d+/y));
  }

  private simple(): Unit {
    const word = this.take(/(?:\[[^\]]*\]|[^./(){}[\]])+/y);
    if (word === "")
      this.refuse(
        this.at < this.text.length ? `a unit is missing before '${this.text[this.at]}'` : "it ends too early",
      );
    if (/^\d+$/.test(word)) return this.wholeNumber(word);
    const [, symbol = "", exponent = ""] = /^(10[*^]|.*?[^\d+-])([+-]?\d+)?$/.exec(word) ?? [];
    const unit = findAtom(symbol);
    if (!unit) this.refuseSymbol(symbol || word);
    return this.raise(unit, exponent);
  }

  private wholeNumber(word: string): Unit {
    const value = Number(word);
    if (value === 0 || value > 1e9) this.refuse(`the factor ${word} is not between 1 and 1000000000`);
    return { base: scaleOfDecimal(word), parts: value === 1 ? one : new Map([[word, 1]]) };
  }

  private raise(unit: Unit, exponent: string): Unit {
    if (exponent === "") return unit;
    this.refuseOffset(unit);
    if (Math.abs(Number(exponent)) > 99) this.refuse(`the exponent ${exponent} is out of reach`);
    return powerOfUnit(unit, Number(exponent));
  }

  private skipAnnotation(): boolean {
    if (this.text[this.at] !== "{") return false;
    if (this.take(/\{[^{}]*\}/y) === "") this.refuse("a '}' is missing");
    return true;
  }

  private take(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? "";
    this.at += found.length;
    return found;
  }

  private refuseOffset(unit: Unit): void {
    if (unit.offset !== undefined) throw failure("HS1003", { unit: this.text }, this.place);
  }

  private refuseSymbol(symbol: string): never {
    this.refuse(`'${symbol}' is no UCUM unit`);
  }

  private refuse(problem: string): never {
    throw failure("HS1001", { unit: this.text, problem, suggestion: suggestUnit(this.text) }, this.place);
  }
}
