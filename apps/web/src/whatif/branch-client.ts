import type { Change } from "./kinds.ts";
import type { FromWorker, LoadMessage, ToWorker } from "./protocol.ts";

/** The part of a worker that is used here. */
export interface WorkerLike {
  postMessage(message: ToWorker, transfer: Transferable[]): void;
  onmessage: ((event: MessageEvent<FromWorker>) => void) | null;
  terminate(): void;
}

/**
 * Talks to the worker: one question at a time, and of the questions that come meanwhile only the last,
 * so that a drag never queues up behind itself.
 */
export const createBranchClient = (worker: WorkerLike, hear: (answer: FromWorker) => void) => {
  let busy = false;
  let waiting: readonly Change[] | null = null;
  let turn = 0;
  const ask = (changes: readonly Change[]): void => {
    busy = true;
    turn += 1;
    worker.postMessage({ kind: "try", turn, scenario: { name: "try", changes: [...changes] } }, []);
  };
  worker.onmessage = ({ data }) => {
    busy = false;
    const next = waiting;
    waiting = null;
    hear(data);
    if (next) ask(next);
  };
  return {
    load(base: Omit<LoadMessage, "kind">): void {
      busy = true;
      waiting = null;
      worker.postMessage({ kind: "load", ...base }, [base.snapshot]);
    },
    tryOut(changes: readonly Change[]): void {
      if (busy) waiting = changes;
      else ask(changes);
    },
    stop: (): void => worker.terminate(),
  };
};

export type BranchClient = ReturnType<typeof createBranchClient>;
