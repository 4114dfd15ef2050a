/** What begins like this is a file of another kind, whatever its name. */
const beginnings: readonly (readonly [string, string])[] = [
  ["%PDF", "a PDF document"],
  ["\x89PNG", "a picture"],
  ["\xff\xd8\xff", "a picture"],
  ["GIF8", "a picture"],
  ["PK\x03\x04", "a packed file or a spreadsheet (.xlsx)"],
  ["\xd0\xcf\x11\xe0", "a spreadsheet (.xls) or a document"],
  ["\x1f\x8b", "a packed file (.gz)"],
];

/** What a file is instead of text, by its first bytes; null where it may be text. */
export function otherThanText(head: Buffer): string | null {
  const start = head.toString("latin1", 0, 8);
  const known = beginnings.find(([sign]) => start.startsWith(sign));
  if (known) return known[1];
  const wide = head[0] === 0xff && head[1] === 0xfe;
  return !wide && head.subarray(0, 1024).includes(0) ? "a file of bytes, not of text" : null;
}

const hints: readonly (readonly [RegExp, string])[] = [
  [/\.(xlsx?|ods|numbers)$/i, "Save the sheet as CSV, and import that."],
  [
    /\.(pdf|docx?|odt|rtf|html?|png|jpe?g|gif|heic|tiff?)$/i,
    "Pictures and documents hold no records: export the data themselves (CSV or FHIR) where they come from.",
  ],
  [/\.xml$/i, "XML is not read: export as FHIR R4 in JSON, or as CSV."],
  [/\.(7z|rar|tar|tgz|bz2|xz)$/i, "Unpack it, and import the folder or a .zip of it."],
];

/** What to do with a file whose name is of no kind that is read. */
export const hintFor = (name: string): string =>
  hints.find(([end]) => end.test(name))?.[1] ?? "Rename the file after what it holds, or leave it out.";
