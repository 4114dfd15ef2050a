import { checkObservation, knownCodes, type Observation } from "@homeostat/twin";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Advanced, cast, openClinic, resumeClinic } from "./index.ts";

const start = Date.UTC(2026, 9, 23, 17, 3, 20);
const hour = 3_600_000;
const day = 24 * hour;
const through = <T>(value: T): T => JSON.parse(JSON.stringify(value));

describe("eight hours of the clinic", () => {
  const span = 8 * hour;
  const whole = openClinic(7, start);
  const opened = through(whole.state());
  const expected = whole.advance(start + span);

  test("are the same bits however the clock is moved, with stops and restarts in between", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: span }), { maxLength: 5 }), (cuts) => {
        let clinic = resumeClinic(opened);
        const parts: Advanced[] = [];
        for (const cut of [...cuts.sort((a, b) => a - b), span]) {
          parts.push(clinic.advance(start + cut));
          clinic = resumeClinic(through(clinic.state()));
        }
        expect(parts.flatMap(({ observations }) => observations)).toEqual(expected.observations);
        expect(parts.flatMap(({ truth }) => truth)).toEqual(expected.truth);
        expect(clinic.state()).toEqual(whole.state());
      }),
      { numRuns: 5 },
    );
  });

  test("come in order of receipt, none from the future, none twice, and pass the log's door", () => {
    const keys = new Set<string>();
    let last = 0;
    for (const one of expected.observations) {
      expect(one.received).toBeGreaterThanOrEqual(last);
      expect(one.received).toBeLessThanOrEqual(start + span);
      expect(one.start).toBeLessThanOrEqual(one.received);
      last = one.received;
      keys.add(one.key);
      const { quality, ...draft } = one;
      expect(checkObservation({ ...draft, quality }, one.received)).toMatchObject({
        ok: true,
        observation: { quality },
      });
    }
    expect(keys.size).toBe(expected.observations.length);
  });

  test("differ from those of another seed", () => {
    const other = openClinic(8, start).advance(start + hour);
    expect(other.truth).not.toEqual(expected.truth.slice(0, other.truth.length));
  });

  test("cannot be lived backwards, nor resumed from something else", () => {
    expect(() => whole.advance(start)).toThrow(/cannot go back/);
    expect(() => resumeClinic({ ...opened, version: 2 } as never)).toThrow(/version 2/);
    expect(() => resumeClinic({ ...opened, people: [] })).toThrow(/0 people/);
  });

  test("leave the truth to be read: parameters, therapy, and glucose within the day", () => {
    const point = expected.truth.at(-1)!;
    const truth = whole.truthOf(point.subject)!;
    expect(truth.glucoseAt(point.at)).toEqual({ plasma: point.plasma, interstitial: point.interstitial });
    expect(truth.glucoseAt(point.at - 300_000)).not.toBeNull();
    expect(truth.glucoseAt(start - day)).toBeNull();
    expect(truth.glucoseAt(point.at + hour)).toBeNull();
    for (const name of truth.free) expect(truth.parameters[name]).toBeGreaterThan(0);
    expect(whole.truthOf("nobody")).toBeNull();
  });
});

describe("four days of the clinic", () => {
  const clinic = openClinic(3, start);
  const { observations, truth } = clinic.advance(start + 4 * day);
  const of = (subject: string, what: keyof typeof knownCodes) =>
    observations.filter((one) => one.subject === subject && one.code.code === knownCodes[what].code.code);
  const numbers = (list: readonly Observation[]) =>
    list.map(({ value }) => (value.kind === "quantity" ? value.value : Number.NaN));
  const glucoseOf = (subject: string) =>
    truth.filter((point) => point.subject === subject).map(({ plasma }) => plasma);
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

  test.for(cast.map(({ id, kind }) => [id, kind] as const))("%s (%s) lives as people do", ([id, kind]) => {
    const glucose = glucoseOf(id);
    expect(mean(glucose)).toBeGreaterThan(90);
    expect(mean(glucose)).toBeLessThan(300);
    expect(Math.min(...glucose)).toBeGreaterThan(25);
    expect(of(id, "cgmGlucose").length).toBeGreaterThan(0.8 * 4 * 288);
    expect(of(id, "heartRate").length).toBeGreaterThan(4 * 90);
    expect(of(id, "insulinBolus").length > 0).toBe(kind !== "type 2");
    expect(of(id, "insulinBasalRate").length > 90).toBe(kind !== "type 2");
    for (const one of ["height", "weight", "creatinine", "egfr"] as const)
      expect(of(id, one).length).toBeGreaterThan(0);
  });

  test("sensors are off by what their class is off by", () => {
    const plasma = new Map(truth.map((point) => [`${point.subject}@${point.at}`, point.plasma]));
    const readings = cast.flatMap(({ id }) => of(id, "cgmGlucose"));
    const off = readings.map((one) => {
      const truly = plasma.get(`${one.subject}@${one.start}`)!;
      return Math.abs(numbers([one])[0]! / truly - 1);
    });
    expect(mean(off)).toBeGreaterThan(0.05);
    expect(mean(off)).toBeLessThan(0.12);
  });

  test("what a pump recorded is what reached the person, within leaks and forgotten minutes", () => {
    const pumped = cast.filter(({ kind }) => kind !== "type 2");
    const recorded = pumped.flatMap(({ id }) => [
      ...numbers(of(id, "insulinBolus")),
      ...numbers(of(id, "insulinBasalRate")),
    ]);
    const delivered = truth.map(({ insulin }) => insulin);
    const ratio =
      delivered.reduce((sum, value) => sum + value, 0) / recorded.reduce((sum, value) => sum + value, 0);
    expect(ratio).toBeGreaterThan(0.85);
    expect(ratio).toBeLessThan(1.02);
  });

  test("some readings come late, together, when the phone is back", () => {
    const late = observations.filter(({ start: at, received }) => received - at > 15 * 60_000);
    const share =
      late.filter(({ code }) => code.code === "99504-3").length /
      observations.filter(({ code }) => code.code === "99504-3").length;
    expect(share).toBeGreaterThan(0.005);
    expect(share).toBeLessThan(0.08);
  });

  test("not all that is eaten is entered", () => {
    const eaten = truth.reduce((sum, { carbs }) => sum + carbs, 0);
    const entered = numbers(observations.filter(({ code }) => code.code === "9059-7")).reduce(
      (sum, value) => sum + value,
      0,
    );
    expect(entered / eaten).toBeGreaterThan(0.4);
    expect(entered / eaten).toBeLessThan(0.9);
  });
});
