import type { Draw, Instant, Observation } from "@homeostat/twin";
import { failure } from "../errors/registry.ts";
import type { Glucose } from "./body.ts";
import { type CastMember, cast } from "./cast.ts";
import type { ClinicState } from "./clinic-state.ts";
import { type DayPlan, dayPlan } from "./day-plan.ts";
import { type Draft, observed } from "./draft.ts";
import { hba1cDrafts, openingDrafts } from "./laboratory.ts";
import { liveStep, type TruthPoint } from "./live-step.ts";
import { isAsleep, type Moment, stepMs } from "./moment.ts";
import { makePerson, type Person } from "./person.ts";
import type { PersonState } from "./person-state.ts";
import type { Rhythm } from "./rhythm.ts";
import { drawnFrom, openStreams, type Streams } from "./streams.ts";
import type { Therapy } from "./therapy.ts";
import { beginVitals } from "./vital-streams.ts";
import { type LocalTime, localTime, offsetMinutes } from "./zone.ts";

/** What truly holds for a person. Kept apart from observations: only comparisons may read it. */
export interface Truth {
  readonly subject: string;
  /** Id of the model that lives this person, and all its parameters. */
  readonly model: string;
  readonly parameters: Draw;
  /** The names among them that were drawn or given; the others follow. */
  readonly free: readonly string[];
  readonly rhythm: Rhythm;
  readonly therapy: Therapy | null;
  /** True glucose at an instant of the last three hours, mg/dL; null outside them. Older points were given out by `advance`. */
  glucoseAt(at: Instant): Glucose | null;
}

export interface Advanced {
  /** In order of receipt (then of key); every one received by now. */
  readonly observations: readonly Observation[];
  readonly truth: readonly TruthPoint[];
}

export interface Clinic {
  readonly cast: readonly CastMember[];
  readonly now: Instant;
  /** Lives on to this instant. @throws HomeostatError HS2003 when it lies in the past */
  advance(to: Instant): Advanced;
  state(): ClinicState;
  truthOf(subject: string): Truth | null;
}

/**
 * Opens the clinic at an instant (taken down to whole five minutes): the same seed and start give the same lives.
 * @param members who is in it; a study may let them live otherwise
 */
export function openClinic(seed: number, start: Instant, members: readonly CastMember[] = cast): Clinic {
  const from = Math.floor(start / stepMs) * stepMs;
  const people = members.map((member) => makePerson(seed, member, from));
  const states = people.map(newborn);
  const underway = people.flatMap((person) => send(person, openingDrafts(person.member, from), from, 0));
  return new RunningClinic(people, {
    version: 1,
    seed,
    start: from,
    now: from,
    next: from,
    people: states,
    underway,
  });
}

/** Goes on from a stored state exactly as if it had never stopped. @throws HomeostatError HS2004 */
export function resumeClinic(state: ClinicState): Clinic {
  if (state.version !== 1) throw failure("HS2004", { problem: `version ${String(state.version)} is not 1` });
  if (state.people.length !== cast.length) {
    throw failure("HS2004", { problem: `${state.people.length} people are not ${cast.length}` });
  }
  return new RunningClinic(
    cast.map((member) => makePerson(state.seed, member, state.start)),
    state,
  );
}

function newborn(person: Person): PersonState {
  const streams = openStreams(person.seed, person.member.id);
  const body = person.body.begin();
  return {
    body,
    glucose: { plasma: person.body.parameters.Gb!, interstitial: person.body.parameters.Gb! },
    plate: 0,
    reading: null,
    boluses: [],
    rescuedAt: 0,
    cgm: person.sensor.begin(streams.sensor),
    pump: person.pump.begin(streams.pump),
    vitals: beginVitals(person.vitals, streams),
    awayUntil: 0,
    tally: { sum: 0, count: 0 },
    recent: [],
    drawn: drawnFrom(streams),
  };
}

/** Drafts become observations when the phone is at hand; nothing arrives before its five minutes are over. */
function send(person: Person, drafts: readonly Draft[], to: Instant, awayUntil: Instant): Observation[] {
  const { seed, member } = person;
  return drafts.map((draft) => {
    const sender = { seed, subject: member.id, offsetMinutes: offsetMinutes(member.zone, draft.start) };
    return observed(draft, sender, Math.max(draft.ready, to, awayUntil === 0 ? 0 : awayUntil + 20_000));
  });
}

const byReceipt = (a: Observation, b: Observation) => a.received - b.received || (a.key < b.key ? -1 : 1);

class RunningClinic implements Clinic {
  readonly cast: readonly CastMember[];
  private readonly people: readonly Person[];
  private readonly streams: readonly Streams[];
  private readonly plans = new Map<string, DayPlan>();
  private current: ClinicState;

  constructor(people: readonly Person[], state: ClinicState) {
    this.people = people;
    this.cast = people.map(({ member }) => member);
    this.current = state;
    this.streams = people.map(({ seed, member }, i) => openStreams(seed, member.id, state.people[i]!.drawn));
  }

  get now(): Instant {
    return this.current.now;
  }

  state(): ClinicState {
    return this.current;
  }

  advance(to: Instant): Advanced {
    const { now, start } = this.current;
    if (to < now) throw failure("HS2003", { now, to });
    const states = [...this.current.people];
    const made: Observation[] = [...this.current.underway];
    const truth: TruthPoint[] = [];
    let { next } = this.current;
    for (; next + stepMs <= to; next += stepMs) {
      this.people.forEach((person, i) => {
        const lived = liveStep(person, states[i]!, this.moment(person, next), this.streams[i]!);
        const end = next + stepMs;
        const laboratory = hba1cDrafts(start, end, lived.state.tally);
        const away = lived.state.awayUntil > end ? lived.state.awayUntil : 0;
        for (const one of send(person, [...lived.drafts, ...laboratory], end, away)) made.push(one);
        states[i] = lived.state;
        truth.push(lived.truth);
      });
    }
    made.sort(byReceipt);
    const cut = made.findIndex(({ received }) => received > to);
    const arrived = cut < 0 ? made.length : cut;
    this.current = { ...this.current, now: to, next, people: states, underway: made.slice(arrived) };
    return { observations: made.slice(0, arrived), truth };
  }

  truthOf(subject: string): Truth | null {
    const index = this.people.findIndex(({ member }) => member.id === subject);
    const person = this.people[index];
    if (person === undefined) return null;
    const { model, body, drawn, rhythm, therapy } = person;
    const glucoseAt = (at: Instant) => this.recentGlucose(index, at);
    return {
      subject,
      model,
      parameters: body.parameters,
      free: Object.keys(drawn),
      rhythm,
      therapy,
      glucoseAt,
    };
  }

  private recentGlucose(index: number, at: Instant): Glucose | null {
    const { recent } = this.current.people[index]!;
    const stepsBack = Math.floor((this.current.next - at) / stepMs);
    return recent[recent.length - 1 - stepsBack] ?? null;
  }

  private moment(person: Person, from: Instant): Moment {
    const local = localTime(person.member.zone, from);
    const plan = this.planOf(person, local);
    return { from, to: from + stepMs, local, plan, asleep: isAsleep(plan, local.minute) };
  }

  /** Plans follow from the date; only the day in hand is kept. */
  private planOf(person: Person, local: LocalTime): DayPlan {
    const key = `${person.member.id}/${local.day}`;
    const known = this.plans.get(key);
    if (known !== undefined) return known;
    this.plans.delete(`${person.member.id}/${local.day - 1}`);
    const plan = dayPlan(person.habits, {
      seed: person.seed,
      person: person.member.id,
      day: local.day,
      weekend: local.weekend,
      takesInsulin: person.therapy !== null,
      watchesPressure: person.member.problems.some((one) => one === "hypertension" || one === "heartFailure"),
    });
    this.plans.set(key, plan);
    return plan;
  }
}
