import { tellError } from "@homeostat/engine";
import type { Instant, Observation } from "@homeostat/twin";
import { type Clinic, type ClinicState, openClinic, resumeClinic } from "../../clinic/index.ts";
import type { ClinicStride, FallenTwin, OpenedClinic, TwinUpdate } from "../protocol.ts";
import type { House } from "./house.ts";

/** The virtual clinic beside its twins: what it brings forth goes to them at once. */
export class ClinicRoom {
  readonly #house: House;
  #clinic: Clinic | null = null;

  constructor(house: House) {
    this.#house = house;
  }

  open(seed: number, start: Instant, state: Uint8Array | null): OpenedClinic {
    const clinic = state === null ? openClinic(seed, start) : resumeClinic(decode(state));
    this.#clinic = clinic;
    return { now: clinic.now, truths: clinic.cast.flatMap(({ id }) => truthsOf(clinic, id)) };
  }

  advance(to: Instant, foretell: boolean): ClinicStride {
    const { observations } = this.#clinic!.advance(to);
    const bySubject = Map.groupBy(observations, ({ subject }) => subject);
    const updates: TwinUpdate[] = [];
    const fallen: FallenTwin[] = [];
    for (const [subject, list] of bySubject) {
      if (!this.#house.has(subject)) continue;
      const update = this.#follow(subject, list, foretell);
      if ("error" in update) fallen.push(update);
      else updates.push(update);
    }
    return { to, observations, state: encode(this.#clinic!.state()), updates, fallen };
  }

  /** A twin that cannot follow does not keep the others, or the clinic, from going on. */
  #follow(subject: string, observations: readonly Observation[], foretell: boolean): TwinUpdate | FallenTwin {
    try {
      return this.#house.follow(subject, observations, foretell);
    } catch (error) {
      this.#house.release(subject);
      return { subject, error: tellError(error) };
    }
  }
}

function truthsOf(clinic: Clinic, subject: string) {
  const parameters = clinic.truthOf(subject)?.parameters ?? {};
  return Object.entries(parameters).map(([name, value]) => ({ subject, name, value }));
}

const encode = (state: ClinicState) => new TextEncoder().encode(JSON.stringify(state));
const decode = (bytes: Uint8Array) => JSON.parse(new TextDecoder().decode(bytes)) as ClinicState;
