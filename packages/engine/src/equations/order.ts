export type Ordering =
  | { readonly order: readonly string[]; readonly loop?: never }
  /** A circle, its first member again at its end. */
  | { readonly loop: readonly string[]; readonly order?: never };

interface Visit {
  readonly name: string;
  readonly rest: Iterator<string>;
}

/**
 * Puts names so that each comes after those it depends on; names that are no key of `dependencies` are left out.
 * Without recursion: chains may be as long as a model likes.
 */
export function orderByDependency(
  wanted: Iterable<string>,
  dependencies: ReadonlyMap<string, Iterable<string>>,
): Ordering {
  const done = new Set<string>();
  const open = new Set<string>();
  const path: Visit[] = [];
  const enter = (name: string): void => {
    const reads = dependencies.get(name);
    if (reads === undefined || done.has(name)) return;
    open.add(name);
    path.push({ name, rest: reads[Symbol.iterator]() });
  };
  for (const root of wanted) {
    enter(root);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const next = top.rest.next();
      if (next.done) {
        path.pop();
        open.delete(top.name);
        done.add(top.name);
      } else if (open.has(next.value)) return { loop: loopFrom([...open], next.value) };
      else enter(next.value);
    }
  }
  return { order: [...done] };
}

function loopFrom(path: readonly string[], repeated: string): string[] {
  return [...path.slice(path.indexOf(repeated)), repeated];
}
