/**
 * All names that the given ones need, each after what it needs itself, without recursion: chains of definitions may be
 * as long as a file. `circular` is told of each name that needs itself; where it returns, that one need is passed over.
 */
export function dependencyOrder(
  names: Iterable<string>,
  needs: (name: string) => readonly string[],
  circular: (name: string) => void,
): readonly string[] {
  const state = new Map<string, "open" | "done">();
  const order: string[] = [];
  const path: { readonly name: string; readonly needs: readonly string[]; next: number }[] = [];
  const enter = (name: string) => {
    if (state.get(name) === "open") circular(name);
    if (state.has(name)) return;
    state.set(name, "open");
    path.push({ name, needs: needs(name), next: 0 });
  };
  for (const name of names) {
    enter(name);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const need = top.needs[top.next];
      top.next += 1;
      if (need !== undefined) {
        enter(need);
        continue;
      }
      path.pop();
      state.set(top.name, "done");
      order.push(top.name);
    }
  }
  return order;
}
