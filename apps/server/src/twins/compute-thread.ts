import { Worker } from "node:worker_threads";
import { hearError } from "@homeostat/engine";
import { failure } from "../errors/registry.ts";
import type { Question, Questions, Reply } from "./protocol.ts";

interface Waiting {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
}

/** The thread in which twins and the clinic are computed, so that the HTTP thread always answers. Started when first asked. */
export class ComputeThread {
  #worker: Worker | null = null;
  readonly #waiting = new Map<number, Waiting>();
  #next = 1;
  #closed = false;

  ask<Q extends Question>(question: Q, ask: Questions[Q]["ask"]): Promise<Questions[Q]["answer"]> {
    const { promise, resolve, reject } = Promise.withResolvers<Questions[Q]["answer"]>();
    const id = this.#next++;
    this.#waiting.set(id, { resolve, reject });
    this.#running().postMessage({ id, question, ask });
    return promise;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#worker?.terminate();
    this.#stop("it was closed");
  }

  #running(): Worker {
    if (this.#worker !== null) return this.#worker;
    const worker = new Worker(new URL("./compute/compute.worker.ts", import.meta.url));
    worker.on("message", (reply: Reply) => this.#hear(reply));
    worker.on("error", (error) => this.#stop(error.message));
    worker.on("exit", (code) => this.#stop(`it ended with ${code}`));
    this.#worker = worker;
    return worker;
  }

  #hear(reply: Reply): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if ("answer" in reply) waiting?.resolve(reply.answer as never);
    else waiting?.reject(hearError(reply.error));
  }

  /** A thread that fell is started anew at the next question; those it left open are told. */
  #stop(problem: string): void {
    this.#worker = null;
    const lost = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of lost)
      reject(failure("HS5205", { problem: this.#closed ? "the server stops" : problem }));
  }
}
