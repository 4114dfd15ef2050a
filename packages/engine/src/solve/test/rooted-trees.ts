/** A rooted tree by the subtrees that hang from its root. */
type Tree = readonly Tree[];

/** One order condition of a Runge–Kutta method: Σ weights·elementary = θ^order / density. */
export interface OrderCondition {
  readonly order: number;
  readonly density: number;
  readonly elementary: readonly number[];
}

/**
 * The conditions up to an order for a matrix of stages, one a rooted tree (Hairer, Nørsett & Wanner, Solving Ordinary
 * Differential Equations I, II.2, theorem 2.13).
 */
export function orderConditions(
  a: readonly (readonly number[])[],
  mostOrder: number,
): readonly OrderCondition[] {
  const trees = rootedTrees(mostOrder);
  const elementaryOf = (tree: Tree): readonly number[] =>
    tree.reduce<readonly number[]>(
      (product, child) => {
        const below = elementaryOf(child);
        const inner = a.map((row) => row.reduce((sum, weight, j) => sum + weight * below[j]!, 0));
        return product.map((value, i) => value * inner[i]!);
      },
      a.map(() => 1),
    );
  return trees.map((tree) => ({
    order: sizeOf(tree),
    density: densityOf(tree),
    elementary: elementaryOf(tree),
  }));
}

const sizeOf = (tree: Tree): number => 1 + tree.reduce((sum, child) => sum + sizeOf(child), 0);
const densityOf = (tree: Tree): number =>
  sizeOf(tree) * tree.reduce((product, child) => product * densityOf(child), 1);
const textOf = (tree: Tree): string => `[${tree.map(textOf).sort().join("")}]`;

/** All up to a size: a leaf grown onto every vertex of every smaller one, duplicates left out. */
function rootedTrees(most: number): readonly Tree[] {
  let last: readonly Tree[] = [[]];
  const all: Tree[] = [[]];
  for (let size = 2; size <= most; size++) {
    const grown = new Map(last.flatMap(withLeaf).map((tree) => [textOf(tree), tree]));
    last = [...grown.values()];
    all.push(...last);
  }
  return all;
}

function withLeaf(tree: Tree): readonly Tree[] {
  const below = tree.flatMap((child, i) => withLeaf(child).map((grown) => tree.with(i, grown)));
  return [[...tree, []], ...below];
}
