import type { BlockMessage, ToWorker } from "../messages.ts";
import { serveEnsembles } from "../serve-ensembles.ts";
import type { WorkerPort } from "../worker-port.ts";

/** What befalls a worker of a test: a reason to fall for, when it should. */
export type Fate = (block: BlockMessage, worker: number) => string | undefined;

/** A worker without a thread: values are cloned and messages arrive later, as between threads. Counts its blocks. */
export function thread(fate: Fate = () => undefined, seen: BlockMessage[] = []): WorkerPort {
  let alive = true;
  let open = true;
  let hearWorker: (message: unknown) => void = () => {};
  let hearCaller: (message: unknown) => void = () => {};
  let ended: (reason: string) => void = () => {};
  const send = (value: unknown, transfer: readonly ArrayBuffer[], deliver: (message: unknown) => void) => {
    const message: unknown = structuredClone(value, { transfer: [...transfer] });
    setTimeout(() => deliver(message));
  };
  serveEnsembles({
    post: (message, transfer = []) => send(message, transfer, (value) => hearCaller(value)),
    listen: (hear) => {
      hearWorker = hear;
    },
  });
  const receive = (message: unknown) => {
    if (!alive) return;
    const block = message as ToWorker;
    const reason = block.kind === "block" ? fate(block, block.worker) : undefined;
    if (block.kind === "block") seen.push(block);
    if (reason === undefined) return hearWorker(message);
    alive = false;
    setTimeout(() => ended(reason));
  };
  return {
    post: (message, transfer = []) => send(message, transfer, receive),
    listen: (hear, end) => {
      hearCaller = (message) => open && hear(message);
      ended = (reason) => open && end(reason);
    },
    end: () => {
      alive = false;
      open = false;
    },
  };
}
