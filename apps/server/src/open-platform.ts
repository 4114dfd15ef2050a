import { randomUUID } from "node:crypto";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { PatientRow } from "./contract/schemas.ts";
import { Jobs } from "./jobs/jobs.ts";
import { LiveBus } from "./live/bus.ts";
import { type ClinicPlan, ClinicRunner } from "./live/clinic-runner.ts";
import { Panel } from "./people/panel.ts";
import type { Platform } from "./platform.ts";
import { openStore, type StorePlace } from "./store/open-store.ts";
import type { Store } from "./store/store.ts";
import { BuildQueue } from "./twins/build-queue.ts";
import { ComputeThread } from "./twins/compute-thread.ts";
import { TwinService } from "./twins/twin-service.ts";

export interface PlatformOptions {
  /** A folder of this machine; default `.homeostat` in the working folder. */
  readonly dataDir?: string;
  /** A PostgreSQL server instead of a folder. */
  readonly databaseUrl?: string;
  /** Keep nothing: for tests. */
  readonly ephemeral?: boolean;
  /** The virtual clinic to let live; without one only what is stored is there. */
  readonly clinic?: ClinicPlan;
  /** Keep others from serving the same database. */
  readonly serving?: boolean;
  /** Hears of what goes wrong in the background. */
  readonly onProblem?: (error: unknown) => void;
}

/** What is being computed is given this long to end, in ms; what is cut short is computed again at the next start. */
const PATIENCE = 3000;

export const DEFAULT_DATA_DIR = ".homeostat";

/** Opens store, twins, jobs and, where asked for, the clinic (which stands still until `clinic.run()`); no HTTP. */
export async function openPlatform(options: PlatformOptions = {}): Promise<Platform> {
  const store = await openStore(placeOf(options));
  try {
    if (options.serving) await store.claim();
    return await assemble(store, options);
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function assemble(store: Store, options: PlatformOptions): Promise<Platform> {
  const bus = new LiveBus(randomUUID().slice(0, 8));
  const thread = new ComputeThread();
  const others = new ComputeThread();
  const twins = new TwinService(store, { clinic: thread, others });
  const panel = new Panel(store, twins);
  const jobs = new Jobs(store, bus);
  await twins.open();
  const onProblem = options.onProblem ?? (() => undefined);
  const tell = (rows: readonly PatientRow[]) => {
    for (const row of rows) bus.publish({ type: "row", row });
  };
  const afterStride = async (): Promise<void> => tell(await panel.refresh(now()));
  const clinic = options.clinic
    ? await ClinicRunner.open(
        { store, thread, twins, bus, afterStride, onProblem },
        options.clinic,
        Date.now(),
      )
    : null;
  const stopping = new Set<() => void>();
  const now = (): number => clinic?.now() ?? Date.now();
  const reloadPanel = async () => tell(await panel.reload(now()));
  await reloadPanel();
  const builds = new BuildQueue({
    twins,
    jobs,
    order: () => panel.list("").map(({ id }) => id),
    afterOne: async (subject) => tell(await panel.reloadOne(subject, now())),
    onProblem,
  });
  return {
    store,
    bus,
    panel,
    jobs,
    twins,
    builds,
    clinic,
    uploads: uploadsOf(options),
    now,
    clock: () => clinic?.clock() ?? null,
    reloadPanel,
    onStop: (listener) => {
      stopping.add(listener);
      return () => stopping.delete(listener);
    },
    close: async () => {
      for (const stop of stopping) stop();
      const impatient = setTimeout(() => Promise.all([thread.close(), others.close()]), PATIENCE);
      await jobs.stop();
      await clinic?.stop();
      clearTimeout(impatient);
      await thread.close();
      await others.close();
      await store.close();
    },
  };
}

function placeOf({ dataDir, databaseUrl, ephemeral }: PlatformOptions): StorePlace {
  if (ephemeral) return { kind: "memory" };
  if (databaseUrl !== undefined) return { kind: "server", url: databaseUrl };
  return { kind: "folder", folder: dataDir ?? DEFAULT_DATA_DIR };
}

/** Beside the data where there is a folder: what was uploaded before a restart is still there after it. */
const uploadsOf = ({ dataDir, databaseUrl, ephemeral }: PlatformOptions) =>
  ephemeral || databaseUrl !== undefined
    ? join(tmpdir(), "homeostat-uploads")
    : join(resolve(dataDir ?? DEFAULT_DATA_DIR), "uploads");
