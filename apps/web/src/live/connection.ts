export type Connection = "connecting" | "live" | "interrupted" | "offline";

type Listener = () => void;

/** Whether the page hears the clinic, and since when it does not. */
const createConnection = () => {
  let state: Connection = "connecting";
  const listeners = new Set<Listener>();
  return {
    set(next: Connection): void {
      if (next === state) return;
      state = next;
      for (const listener of listeners) listener();
    },
    get: (): Connection => state,
    subscribe(listener: Listener): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};

export const connection = createConnection();
