import type { LiveEvent } from "../contract/schemas.ts";
import type { Store } from "../store/store.ts";
import type { ClinicStride } from "../twins/protocol.ts";
import { storeUpdates } from "../twins/store-update.ts";
import type { TwinService } from "../twins/twin-service.ts";

/** The name under which the clinic's state and settings are kept. */
export const CLINIC = "clinic";
/** The newest state of twins is written this often, in ms; their belief after each reading always. */
const WRITE_TWINS_EVERY = 20_000;

/** Stores what a stride of the clinic brought forth. */
export class StrideKeeper {
  readonly #store: Store;
  readonly #twins: TwinService;
  #twinsWritten = 0;

  constructor(store: Store, twins: TwinService) {
    this.#store = store;
    this.#twins = twins;
  }

  /** The observations and the state that made them are stored together: a restart goes on exactly there. */
  async keep({ observations, state, to, updates }: ClinicStride): Promise<void> {
    const whole = performance.now() - this.#twinsWritten > WRITE_TWINS_EVERY;
    if (whole) this.#twinsWritten = performance.now();
    for (const update of updates) this.#twins.note(update);
    await this.#store.transaction(async (queries) => {
      await queries.observations.add(observations);
      await queries.clinic.put({ id: CLINIC, now: to, state });
      await storeUpdates(queries, updates);
      if (whole) for (const twin of this.#twins.allStanding()) await queries.twins.put(twin);
    });
  }

  async writeTwins(): Promise<void> {
    await this.#store.transaction(async (queries) => {
      for (const twin of this.#twins.allStanding()) await queries.twins.put(twin);
    });
  }
}

/** A stride as pages hear of it. */
export function* eventsOf({ observations, updates }: ClinicStride): Generator<LiveEvent> {
  for (const { subject, code, key, start, end = null, value, quality } of observations) {
    if (value.kind !== "quantity") continue;
    const { status } = quality;
    yield { type: "observation", subject, code, key, start, end, value: value.value, quality: status };
  }
  for (const { forecast, filtered } of updates) {
    if (forecast !== null) yield { type: "forecast", forecast, filtered };
  }
}
