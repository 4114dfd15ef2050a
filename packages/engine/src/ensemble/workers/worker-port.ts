/** One end of a line between a caller and a worker, whatever shape the runtime gives it. */
export interface WorkerPort {
  /** Sends a structured-cloneable value; the buffers of `transfer` change hands. @throws where it cannot be cloned */
  post(message: unknown, transfer?: readonly ArrayBuffer[]): void;
  /** Called once, before any message is sent. `ended` is told, once, when the other side is gone. */
  listen(hear: (message: unknown) => void, ended: (reason: string) => void): void;
  /** Ends the worker at once, whatever it is doing. */
  end(): void;
}
