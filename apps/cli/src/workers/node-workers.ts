import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { WorkerPool, type WorkerPort } from "@homeostat/engine";

/** A pool of worker threads; as many as the machine runs at once where no number is given. Close it, or the process stays. */
export function nodeWorkers(workers = availableParallelism(), shared?: boolean): WorkerPool {
  const options = { workers, ...(shared === undefined ? {} : { shared }) };
  return new WorkerPool(() => threadPort(new URL("./ensemble.worker.ts", import.meta.url)), options);
}

export function threadPort(file: URL): WorkerPort {
  const worker = new Worker(file);
  return {
    post: (message, transfer = []) => worker.postMessage(message, [...transfer]),
    listen(hear, ended) {
      let reason: string | undefined;
      worker.on("message", hear);
      worker.on("messageerror", (error) => {
        reason = error.message;
        void worker.terminate();
      });
      worker.on("error", (error) => {
        reason = error.message;
      });
      worker.on("exit", (code) => ended(reason ?? `it ended with ${code}`));
    },
    end: () => void worker.terminate(),
  };
}
