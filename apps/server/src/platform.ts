import type { Clock } from "./contract/schemas.ts";
import type { Jobs } from "./jobs/jobs.ts";
import type { LiveBus } from "./live/bus.ts";
import type { ClinicRunner } from "./live/clinic-runner.ts";
import type { Panel } from "./people/panel.ts";
import type { Store } from "./store/store.ts";
import type { BuildQueue } from "./twins/build-queue.ts";
import type { TwinService } from "./twins/twin-service.ts";

/** Everything that the API and the command line stand on. */
export interface Platform {
  readonly store: Store;
  readonly bus: LiveBus;
  readonly panel: Panel;
  readonly jobs: Jobs;
  readonly twins: TwinService;
  /** Builds twins in the background. */
  readonly builds: BuildQueue;
  /** Null where the platform was opened without the virtual clinic. */
  readonly clinic: ClinicRunner | null;
  /** Folder of uploads that wait to be imported. */
  readonly uploads: string;
  /** The clinic's time; without a clinic, the machine's. */
  now(): number;
  clock(): Clock | null;
  /** Reads everybody in the panel again and tells listeners which rows changed. */
  reloadPanel(): Promise<void>;
  /** Called when the platform closes; returns the way to leave. */
  onStop(listener: () => void): () => void;
  close(): Promise<void>;
}
