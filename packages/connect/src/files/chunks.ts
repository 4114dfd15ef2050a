import type { Intake } from "../intake/intake.ts";

const usualItems = 1000;

/** What the key of a row begins with in all its versions. */
function stemIn(item: Intake): string | null {
  const key = item.kind === "observation" ? item.observation.key : item.kind === "context" ? item.key : null;
  return key === null ? null : key.slice(0, key.indexOf("@") + 1);
}

/** A growing chunk that knows whose rows it holds. */
class Chunk {
  readonly items: Intake[] = [];
  readonly #stems = new Set<string>();

  add(list: readonly Intake[]): void {
    for (const item of list) {
      this.items.push(item);
      const stem = stemIn(item);
      if (stem !== null) this.#stems.add(stem);
    }
  }

  /** Whether the list withdraws rows that the chunk brings: these must be stored first. */
  isWithdrawnBy(list: readonly Intake[]): boolean {
    return list.some((item) => item.kind === "withdrawal" && this.#stems.has(item.withdrawal.stem));
  }
}

/**
 * Collects small lists into chunks of about a thousand items. A chunk never holds both a row and, after it, the
 * withdrawal of that row, so whoever stores a chunk may withdraw first and add then.
 */
export async function* inChunks(lists: AsyncIterable<readonly Intake[]>): AsyncGenerator<readonly Intake[]> {
  let chunk = new Chunk();
  for await (const list of lists) {
    if (chunk.items.length >= usualItems || chunk.isWithdrawnBy(list)) {
      yield chunk.items;
      chunk = new Chunk();
    }
    chunk.add(list);
  }
  if (chunk.items.length > 0) yield chunk.items;
}
