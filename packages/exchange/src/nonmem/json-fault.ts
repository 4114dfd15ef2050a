const value =
  /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/uy;
const blank = /[ \t\r\n]*/y;

/** Where text stops being JSON (RFC 8259), from 1; for text that JSON.parse has refused. */
export function jsonFault(text: string): { readonly line: number; readonly column: number } {
  const scan = new Scan(text);
  scan.item();
  const before = text.slice(0, scan.at).split("\n");
  return { line: before.length, column: before.at(-1)!.length + 1 };
}

class Scan {
  private readonly text: string;
  at = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** True when what stands here is a value; else `at` is where it goes wrong. */
  item(): boolean {
    this.skip(blank);
    if (this.sign("{")) return this.listed("}", () => this.member());
    if (this.sign("[")) return this.listed("]", () => this.item());
    return this.skip(value);
  }

  private member(): boolean {
    this.skip(blank);
    return this.text[this.at] === '"' && this.skip(value) && this.sign(":") && this.item();
  }

  private listed(end: string, part: () => boolean): boolean {
    if (this.sign(end)) return true;
    do {
      if (!part()) return false;
    } while (this.sign(","));
    return this.sign(end);
  }

  private sign(wanted: string): boolean {
    this.skip(blank);
    if (this.text[this.at] !== wanted) return false;
    this.at++;
    return true;
  }

  private skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found === null) return false;
    this.at += found[0].length;
    return true;
  }
}
