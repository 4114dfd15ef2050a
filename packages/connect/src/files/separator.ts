import type { Opened } from "./records.ts";

const longestHeader = 65_536;
const separators = [",", ";", "\t", "|"] as const;
type Separator = (typeof separators)[number];

/** The sign between the cells of a header: a comma where there is one, else what stands there instead. */
export function separatorIn(head: Buffer): Separator {
  const wide = head[0] === 0xff && head[1] === 0xfe;
  const [header = ""] = head.toString(wide ? "utf16le" : "utf8").split(/\r\n?|\n/);
  const outside = header.replace(/"[^"]*"/g, "");
  return separators.find((sign) => outside.includes(sign)) ?? ",";
}

export interface Peeked {
  /** At least the first line, as far as there is one. */
  readonly head: Buffer;
  /** All bytes, the first ones too. */
  readonly bytes: Opened;
}

/** Looks at the first line of a file without taking it away. */
export async function peekLine(bytes: Opened): Promise<Peeked> {
  const rest = bytes[Symbol.asyncIterator]();
  let head = Buffer.alloc(0);
  while (head.length < longestHeader && !/[\r\n]/.test(head.toString("latin1"))) {
    const { value, done } = await rest.next();
    if (done) break;
    head = Buffer.concat([head, value]);
  }
  return { head, bytes: joined(head, rest) };
}

async function* joined(head: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield head;
    for (let piece = await rest.next(); !piece.done; piece = await rest.next()) yield piece.value;
  } finally {
    await rest.return?.();
  }
}
