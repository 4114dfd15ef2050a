/** How the members of an ensemble are cut into blocks. */
export interface BlockPlan {
  readonly members: number;
  readonly count: number;
  /** The first member of each block. */
  readonly firsts: readonly number[];
}

/** About this many blocks, so that workers end together. */
const parts = 64;
/** Fewer members leave lanes of the machine idle at the end of each block. */
const least = 16;
/** Numbers in a block's results: 8 MB. */
const most = 1_000_000;
/** A block holds at most this part of the members that are left, so that the last ones are small. */
const partsOfRest = 4;

/**
 * Guided self-scheduling (Polychronopoulos and Kuck 1987). The cut depends on the work alone, never on the workers:
 * files written block by block are the same for any number of them. A `size` that is given holds for all blocks.
 */
export function blockPlan(members: number, numbersPerMember: number, size?: number): BlockPlan {
  const even = inFours(members / parts);
  const bounded = Math.min(Math.max(least, even), Math.max(4, Math.floor(most / numbersPerMember)));
  const sizeAt = (rest: number) => size ?? Math.min(bounded, Math.max(least, inFours(rest / partsOfRest)));
  const firsts: number[] = [];
  for (let first = 0; first < members; first += sizeAt(members - first)) firsts.push(first);
  return { members, count: firsts.length, firsts };
}

const inFours = (members: number) => 4 * Math.ceil(members / 4);

export function blockAt({ members, firsts }: BlockPlan, block: number): { first: number; count: number } {
  const first = firsts[block]!;
  return { first, count: (firsts[block + 1] ?? members) - first };
}
