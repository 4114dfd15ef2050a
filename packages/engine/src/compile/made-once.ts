/** What is kept is small; this only bounds a process that meets new models for ever. */
const most = 256;

/** Gives what belongs to a name, made once while it is in use. */
export function madeOnce<T>(): (name: string, make: () => T) => T {
  const made = new Map<string, T>();
  return (name, make) => {
    if (made.has(name)) return made.get(name)!;
    const value = make();
    const [oldest] = made.keys();
    if (made.size >= most && oldest !== undefined) made.delete(oldest);
    made.set(name, value);
    return value;
  };
}
