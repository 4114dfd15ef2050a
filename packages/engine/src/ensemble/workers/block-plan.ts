/** How the members of an ensemble are cut into blocks. */
export interface BlockPlan {
  readonly members: number;
  readonly size: number;
  readonly count: number;
}

/** About this many blocks, so that workers end together. */
const parts = 64;
/** Fewer members leave lanes of the machine idle at the end of each block. */
const least = 16;
/** Numbers in a block's results: 8 MB. */
const most = 1_000_000;

/** The cut depends on the work alone, never on the workers: files written block by block are the same for any number of them. */
export function blockPlan(members: number, numbersPerMember: number, size?: number): BlockPlan {
  const even = 4 * Math.ceil(members / parts / 4);
  const bounded = Math.min(Math.max(least, even), Math.max(4, Math.floor(most / numbersPerMember)));
  const chosen = size ?? bounded;
  return { members, size: chosen, count: Math.ceil(members / chosen) };
}

export function blockAt({ members, size }: BlockPlan, block: number): { first: number; count: number } {
  const first = block * size;
  return { first, count: Math.min(size, members - first) };
}
