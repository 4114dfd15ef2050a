const longest = 200;

/** A unit symbol with its exponent: letters and bracketed words, or the power of ten that is written `10*` or `10^`. */
const symbol = String.raw`(?:10[*^]|(?:[^\s()+\-./=[\]{}"\d*^]|\[[^[\]\s]+\])+)(?:[+-]?\d+)?`;
const annotation = String.raw`\{[^{}]*\}`;
const component = String.raw`(?:(?:${symbol}|\d+)(?:${annotation})?|${annotation})`;
const term = new RegExp(`^/?${component}(?:[./]${component})*$`);
const innermost = /(^|[./(])\(([^()]*)\)(?=[./)]|$)/;

/** Brackets from the inside outwards: each becomes a 1 where it holds a term. */
function withoutBrackets(text: string): string | null {
  let rest = text;
  for (let found = innermost.exec(rest); found; found = innermost.exec(rest)) {
    if (!term.test(found[2] ?? "")) return null;
    rest = `${rest.slice(0, found.index)}${found[1]}1${rest.slice(found.index + found[0].length)}`;
  }
  return rest;
}

/**
 * Whether a text is put together as a unit of UCUM is (https://ucum.org/ucum, section 2.2), whatever its symbols mean.
 * The library that knows the symbols prints and fails on texts that are not.
 */
export function isUnitText(text: string): boolean {
  if (text.length > longest || !/^[!-~]+$/.test(text)) return false;
  const flat = withoutBrackets(text);
  return flat !== null && term.test(flat);
}
