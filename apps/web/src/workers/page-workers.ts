import { WorkerPool, type WorkerPort } from "@homeostat/engine";

/** A pool of the page's module workers; they share memory where the page is cross-origin isolated. */
export function pageWorkers(
  workers = navigator.hardwareConcurrency,
  shared = crossOriginIsolated,
): WorkerPool {
  return new WorkerPool(openPort, { workers, shared });
}

function openPort(): WorkerPort {
  const worker = new Worker(new URL("./ensemble.worker.ts", import.meta.url), { type: "module" });
  return {
    post: (message, transfer = []) => worker.postMessage(message, [...transfer]),
    listen(hear, ended) {
      const fall = (reason: string) => {
        worker.terminate();
        ended(reason);
      };
      worker.onmessage = ({ data }) => hear(data);
      worker.onerror = ({ message }) => fall(message || "its script could not be loaded");
      worker.onmessageerror = () => fall("a message could not be read");
    },
    end: () => worker.terminate(),
  };
}
