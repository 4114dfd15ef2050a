import type { Instant, Observation } from "@homeostat/twin";
import { type Clinic, type ClinicState, openClinic, resumeClinic } from "../../clinic/index.ts";
import type { ClinicStride, OpenedClinic } from "../protocol.ts";
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
    const updates = [...bySubject].flatMap(([subject, list]) => this.#follow(subject, list, foretell));
    return { to, observations, state: encode(this.#clinic!.state()), updates };
  }

  #follow(subject: string, observations: readonly Observation[], foretell: boolean) {
    return this.#house.has(subject) ? [this.#house.follow(subject, observations, foretell)] : [];
  }
}

function truthsOf(clinic: Clinic, subject: string) {
  const parameters = clinic.truthOf(subject)?.parameters ?? {};
  return Object.entries(parameters).map(([name, value]) => ({ subject, name, value }));
}

const encode = (state: ClinicState) => new TextEncoder().encode(JSON.stringify(state));
const decode = (bytes: Uint8Array) => JSON.parse(new TextDecoder().decode(bytes)) as ClinicState;
