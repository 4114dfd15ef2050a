/** One line of the table of published scores: a set-up, a method with its settings, and the error that it has. */
export interface PublishedRow {
  readonly setup: string;
  readonly line: number;
  readonly text: string;
  readonly method: string;
  readonly settings: Readonly<Record<string, string | number | boolean>>;
  /** The first number given; NaN where there is none. */
  readonly expected: number;
  /** Half a unit of its last digit. */
  readonly rounding: number;
}

/** Reads the CSV (module, line, method_and_settings, expected); the cells of settings are in the notation of Python. */
export function publishedRows(csv: string): PublishedRow[] {
  return csv
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => {
      const [module, number, text, expected] = cellsOf(line);
      const name = module!.replace(/^dapper\/mods\/|\.py$/g, "");
      const { method, settings } = methodOf(text!);
      const setup = name.charAt(0).toLowerCase() + name.slice(1);
      return {
        setup,
        line: Number(number),
        text: text!,
        method,
        settings,
        expected: Number.parseFloat(expected!),
        rounding: 0.5 * 10 ** -decimalsOf(expected!),
      };
    });
}

const decimalsOf = (figure: string): number => /^\d+\.(\d+)/.exec(figure)?.[1]?.length ?? 0;

function cellsOf(line: string): string[] {
  const cells = line.match(/("([^"]|"")*"|[^,]*)(,|$)/g) ?? [];
  return cells.map((cell) =>
    cell
      .replace(/,$/, "")
      .replace(/^"(.*)"$/, "$1")
      .replaceAll('""', '"'),
  );
}

/** `EnKF('Sqrt', N=24, infl=1.013,rot=True)` → EnKF with { kind: "Sqrt", N: 24, infl: 1.013, rot: true }. */
export function methodOf(text: string): Pick<PublishedRow, "method" | "settings"> {
  const [, method, inside] = /^(?:da\.)?\s*([\w]+)\s*\((.*)\)$/.exec(text.trim()) ?? [];
  const settings: Record<string, string | number | boolean> = {};
  for (const part of (inside ?? "").split(/,(?![^()]*\))/)) {
    const [name, value] = part.includes("=")
      ? part.split("=").map((side) => side.trim())
      : ["kind", part.trim()];
    if (value) settings[name!] = settingOf(value);
  }
  return { method: method ?? text, settings };
}

function settingOf(text: string): string | number | boolean {
  if (text === "True" || text === "False") return text === "True";
  const quoted = /^(['"])(.*)\1$/.exec(text);
  if (quoted) return quoted[2]!.trim();
  const root = /^sqrt\((.*)\)$/.exec(text);
  if (root) return Math.sqrt(Number(root[1]));
  const [top, bottom] = text.split("/").map(Number);
  if (bottom !== undefined) return top! / bottom;
  return text === "np.inf" ? Number.POSITIVE_INFINITY : Number.isNaN(top!) ? text : top!;
}
