/** Ways in which units are often written, and what UCUM writes. */
const habits: Readonly<Record<string, string>> = {
  mmHg: "mm[Hg]",
  cmH2O: "cm[H2O]",
  mmH2O: "mm[H2O]",
  IU: "[iU]",
  iu: "[iU]",
  mIU: "m[iU]",
  uIU: "u[iU]",
  kIU: "k[iU]",
  MIU: "M[iU]",
  mcg: "ug",
  mcL: "uL",
  mcmol: "umol",
  cc: "mL",
  bpm: "/min",
  beats: "{beats}",
  breaths: "{breaths}",
  steps: "{steps}",
  cells: "{cells}",
  hr: "h",
  hrs: "h",
  hour: "h",
  hours: "h",
  sec: "s",
  secs: "s",
  seconds: "s",
  mins: "min",
  minutes: "min",
  day: "d",
  days: "d",
  week: "wk",
  weeks: "wk",
  month: "mo",
  months: "mo",
  yr: "a",
  year: "a",
  years: "a",
  gm: "g",
  gram: "g",
  grams: "g",
  kgs: "kg",
  lb: "[lb_av]",
  lbs: "[lb_av]",
  oz: "[oz_av]",
  in: "[in_i]",
  inch: "[in_i]",
  inches: "[in_i]",
  ft: "[ft_i]",
  liter: "L",
  litre: "L",
  ltr: "L",
  mEq: "meq",
  Eq: "eq",
  mOsm: "mosm",
  Osm: "osm",
  percent: "%",
  ppm: "[ppm]",
  degC: "Cel",
  C: "Cel",
  "°C": "Cel",
  "℃": "Cel",
  degF: "[degF]",
  "°F": "[degF]",
  "°": "deg",
  Torr: "mm[Hg]",
  torr: "mm[Hg]",
  kcals: "kcal",
  Cal: "[Cal]",
  joule: "J",
  pH: "[pH]",
  unit: "[iU]",
  units: "[iU]",
};

function habit(word: string): string | undefined {
  return Object.hasOwn(habits, word) ? habits[word] : undefined;
}

/** Signs that are written in other alphabets or by hand. */
function plainSigns(text: string): string {
  return text
    .trim()
    .replaceAll(/[µμ]/g, "u")
    .replaceAll("²", "2")
    .replaceAll("³", "3")
    .replaceAll(/[·*×](?!\d)/g, ".")
    .replaceAll(/\^(?=[+-]?\d)/g, "")
    .replaceAll(/\s*\/\s*|\s+per\s+/g, "/")
    .replaceAll(/\s+/g, ".");
}

/** The units whose capitals are often lost or added: `MG/DL`, `Mmol/l`. */
const casing = new Map(
  "mg/dL mmol/L umol/L mg kg ug ng pg g mL L dL uL cm mm m h d s min mol mmol umol nmol pmol Pa kPa mm[Hg] meq kcal Hz W"
    .split(" ")
    .map((unit) => [unit.toLowerCase(), unit]),
);

function repairWord(word: string): string {
  const [, symbol = word, exponent = ""] = /^(.*?)([+-]?\d+)?$/.exec(word) ?? [];
  const known = habit(word) ?? habit(symbol);
  if (known !== undefined) return known + (habit(word) === undefined ? exponent : "");
  return (casing.get(symbol.toLowerCase()) ?? symbol) + exponent;
}

/** What a unit that UCUM does not know most likely means; the text itself, mended word by word. */
function repairUnit(text: string): string {
  const plain = plainSigns(text);
  return (
    habit(plain) ??
    plain
      .split(/([./()])/)
      .map(repairWord)
      .join("")
      .replace(/^\{(\w+)\}$/, "{$1}")
  );
}

/** A sentence for a message: `Did you mean 'mm[Hg]'?`, or an example where nothing is near. */
export function suggestUnit(text: string): string {
  const repaired = repairUnit(text);
  return repaired === text || repaired === ""
    ? "Examples: mg/dL, mmol/L, u[IU]/mL, mm[Hg], /min."
    : `Did you mean '${repaired}'?`;
}
