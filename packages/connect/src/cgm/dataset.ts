/** Names of the published sets, by how their files begin: the same set keeps its people under any preparation. */
const published = [
  ["colas", "colas2019"],
  ["dubosson", "dubosson2018"],
  ["hall", "hall2018"],
  ["iglu", "iglu"],
  ["weinstock", "weinstock2016"],
] as const;

/** The set that a file belongs to: a published one by its name, else the file's own name without its ends. */
export function datasetOf(fileName: string): string {
  const base = fileName
    .split("/")
    .at(-1)!
    .replace(/(\.(csv|tsv))?(\.gz)?$/i, "");
  const known = published.find(([start]) => base.toLowerCase().startsWith(start));
  return known ? known[1] : base.replace(/[^\w.-]+/g, "-");
}

/** A person's id in a set: "001", "1.0" and "1" are the same number; spaces become hyphens. */
function plainId(id: string): string {
  const number = /^0*(\d+)(?:\.0+)?$/.exec(id)?.[1];
  return number ?? id.trim().replace(/\s+/g, "-");
}

/** Gives every id of one file its own subject, also where two ids would look alike once they are made plain. */
export class Subjects {
  readonly #dataset: string;
  readonly #owner = new Map<string, string>();

  constructor(dataset: string) {
    this.#dataset = dataset;
  }

  subjectOf(id: string): string {
    const plain = plainId(id);
    const owner = this.#owner.get(plain) ?? id;
    this.#owner.set(plain, owner);
    return `${this.#dataset}-${owner === id ? plain : `${plain}~${encodeURIComponent(id)}`}`;
  }
}
