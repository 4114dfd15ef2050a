import type { Change } from "./kinds.ts";
import type { FromWorker, LoadMessage, ToWorker } from "./protocol.ts";

/** The part of a worker that is used here. */
export interface WorkerLike {
  postMessage(message: ToWorker, transfer: Transferable[]): void;
  onmessage: ((event: MessageEvent<FromWorker>) => void) | null;
  terminate(): void;
}

/** What was wanted, and when: what a hand waits for is counted from there. */
interface Wanted {
  readonly changes: readonly Change[];
  readonly at: number;
}

/**
 * Talks to the worker: one question at a time, and of the questions that come meanwhile only the last,
 * so that a drag never queues up behind itself.
 */
export const createBranchClient = (
  worker: WorkerLike,
  hear: (answer: FromWorker, wantedAt: number) => void,
  present: () => number,
) => {
  let busy = false;
  let waiting: Wanted | null = null;
  let turn = 0;
  let wantedAt = 0;
  const ask = ({ changes, at }: Wanted): void => {
    busy = true;
    turn += 1;
    wantedAt = at;
    worker.postMessage({ kind: "try", turn, scenario: { name: "try", changes: [...changes] } }, []);
  };
  worker.onmessage = ({ data }) => {
    busy = false;
    const next = waiting;
    waiting = null;
    hear(data, wantedAt);
    if (next) ask(next);
  };
  return {
    load(base: Omit<LoadMessage, "kind">): void {
      busy = true;
      waiting = null;
      wantedAt = present();
      worker.postMessage({ kind: "load", ...base }, [base.snapshot]);
    },
    tryOut(changes: readonly Change[]): void {
      const wanted = { changes, at: present() };
      if (busy) waiting = wanted;
      else ask(wanted);
    },
    stop: (): void => worker.terminate(),
  };
};

export type BranchClient = ReturnType<typeof createBranchClient>;
