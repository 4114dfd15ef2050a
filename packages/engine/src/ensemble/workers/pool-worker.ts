import type { Runnable } from "../runnable.ts";
import type { EnsembleJob } from "./ensemble-job.ts";
import type { FromWorker, JobMessage, ToWorker } from "./messages.ts";
import { runnableData } from "./runnable-data.ts";
import type { WorkerPort } from "./worker-port.ts";

/** A block in a worker's hands. */
export interface Offer {
  readonly id: number;
  readonly job: EnsembleJob;
  readonly block: number;
}

/** Models kept by one worker; beyond it they are sent again. */
const mostModels = 64;

/** A worker as its pool sees it: what it knows already, and what it has been given. */
export class PoolWorker {
  readonly number: number;
  readonly offers: Offer[] = [];
  private readonly port: WorkerPort;
  private readonly models = new Map<Runnable, number>();
  private readonly jobs = new Set<number>();

  constructor(number: number, port: WorkerPort) {
    this.number = number;
    this.port = port;
  }

  listen(hear: (message: FromWorker) => void, ended: (reason: string) => void): void {
    this.port.listen((message) => hear(message as FromWorker), ended);
  }

  give(offer: Offer): void {
    const { id, job, block } = offer;
    const message = job.message(id, block, this.number);
    if (!this.jobs.has(id)) this.introduce(id, job);
    const { columns = {} } = message;
    this.post(message, buffersOf(columns));
    this.offers.push(offer);
  }

  /** Takes back what the worker has answered. */
  answered({ job, block }: FromWorker): EnsembleJob | undefined {
    const at = this.offers.findIndex((offer) => offer.id === job && offer.block === block);
    return at < 0 ? undefined : this.offers.splice(at, 1)[0]!.job;
  }

  forget(id: number): void {
    if (this.jobs.delete(id)) this.post({ kind: "forget", job: id });
  }

  end(): void {
    this.port.end();
  }

  private introduce(id: number, { order }: EnsembleJob): void {
    const { options, schedule, shared } = order;
    const message: JobMessage = {
      kind: "job",
      job: id,
      model: this.modelId(order.model),
      options,
      ...(typeof schedule === "function" ? {} : { schedule }),
      ...(shared === undefined ? {} : { shared }),
    };
    this.post(message);
    this.jobs.add(id);
  }

  private modelId(model: Runnable): number {
    const known = this.models.get(model);
    if (known !== undefined) return known;
    const id = this.models.size % mostModels;
    for (const [old, place] of this.models) if (place === id) this.models.delete(old);
    this.post({ kind: "model", id, model: runnableData(model) });
    this.models.set(model, id);
    return id;
  }

  private post(message: ToWorker, transfer: readonly ArrayBuffer[] = []): void {
    this.port.post(message, transfer);
  }
}

function buffersOf(columns: Readonly<Record<string, Readonly<Record<string, number | Float64Array>>>>) {
  return Object.values(columns)
    .flatMap((group) => Object.values(group))
    .filter((column) => typeof column !== "number")
    .map((column) => column.buffer as ArrayBuffer);
}
