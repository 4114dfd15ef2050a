import { knownCodes } from "@homeostat/twin";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Forecast } from "../contract/schemas.ts";
import type { Store } from "./store.ts";
import { begin, minute, reading, readings } from "./test/samples.ts";
import { candidates } from "./test/stores.ts";

const cgm = knownCodes.cgmGlucose.code;
const meal = knownCodes.carbohydrate.code;
const always = { from: 0, to: Number.MAX_SAFE_INTEGER };

/** What every store does, whatever is beneath it. */
describe.each(candidates)("store contract: $name", ({ open }) => {
  let opened: Awaited<ReturnType<typeof open>>;
  let store: Store;

  beforeAll(async () => {
    opened = await open();
    if ("store" in opened) store = opened.store;
  });
  afterAll(async () => {
    if (opened && "end" in opened) await opened.end();
  });
  const check = (title: string, body: () => Promise<void>) =>
    test(title, async (context) => {
      if ("absent" in opened) context.skip(`skipped: ${opened.absent}`);
      await body();
    });

  check("the same observation twice is one row, and only the first is new", async () => {
    const first = await store.observations.add(readings("twice", 300));
    expect(first).toEqual([{ subject: "twice", count: 300, earliest: begin }]);
    expect(await store.observations.add(readings("twice", 300))).toEqual([]);
    const later = await store.observations.add(readings("twice", 302));
    expect(later).toEqual([{ subject: "twice", count: 2, earliest: begin + 300 * 5 * minute }]);
    expect(await store.observations.count("twice")).toBe(302);
  });

  check("an observation comes back as it went in", async () => {
    const period = reading("same", 0, {
      key: "basal",
      code: knownCodes.insulinBasalRate.code,
      value: { kind: "quantity", value: 0.1 + 0.2, unit: "[iU]/h" },
      end: begin + 60 * minute,
      offsetMinutes: null,
      quality: { status: "suspect", code: "HS3008", reason: 'quotes " and {braces}, \\ and ,' },
      supersedes: "earlier",
    });
    const coded = reading("same", 1, {
      key: "smoking",
      code: { system: "http://loinc.org", code: "72166-2" },
      value: { kind: "coded", code: { system: "x", code: "y" }, text: "never 日本 ☃" },
    });
    await store.observations.add([period, coded]);
    expect(await store.observations.between("same", always)).toEqual([period, coded]);
  });

  check("a correction hides what it supersedes, whichever came first, and the log keeps both", async () => {
    const wrong = reading("fixed", 0);
    const right = reading("fixed", 0, { key: "v2", supersedes: wrong.key });
    await store.observations.add([right]);
    await store.observations.add([wrong]);
    expect(await store.observations.between("fixed", always)).toEqual([right]);
    expect(await store.observations.count("fixed")).toBe(2);
  });

  check("an erased observation is gone and does not come back", async () => {
    await store.observations.add(readings("erased", 3));
    expect(await store.observations.erase("erased", ["test:cgm:1"], "asked to", begin)).toBe(1);
    expect(await store.observations.add(readings("erased", 3))).toEqual([]);
    const left = await store.observations.between("erased", always);
    expect(left.map(({ key }) => key)).toEqual(["test:cgm:0", "test:cgm:2"]);
  });

  check("a span takes what starts in it and periods that reach into it", async () => {
    const rate = knownCodes.insulinBasalRate;
    const basal = reading("span", 0, { key: "b", code: rate.code, end: begin + 60 * minute });
    await store.observations.add([basal, ...readings("span", 10, 1)]);
    const span = { from: begin + 10 * minute, to: begin + 20 * minute };
    const held = await store.observations.between("span", span);
    expect(held.map(({ key }) => key)).toEqual(["b", "test:cgm:2", "test:cgm:3"]);
    const onlyCgm = await store.observations.between("span", span, [cgm]);
    expect(onlyCgm).toHaveLength(2);
  });

  check("pages follow each other without gaps or repeats", async () => {
    await store.observations.add(readings("pages", 25));
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page = await store.observations.page("pages", always, [cgm], after, 10);
      seen.push(...page.map(({ key }) => key));
      after = page.length === 10 ? page.at(-1)!.key : null;
    } while (after !== null);
    expect(seen).toEqual(readings("pages", 25).map(({ key }) => key));
  });

  check("lanes count what a person has; tails end at each person's last point", async () => {
    await store.people.add([{ ...person, subject: "lanes" }], begin);
    await store.observations.add(readings("lanes", 100));
    await store.observations.add([reading("lanes", 300, { key: "a meal, long after", code: meal })]);
    expect(await store.lanes.of("lanes")).toEqual([
      {
        code: meal,
        unit: "mg/dL",
        count: 1,
        first: begin + 300 * 5 * minute,
        last: begin + 300 * 5 * minute,
      },
      { code: cgm, unit: "mg/dL", count: 100, first: begin, last: begin + 99 * 5 * minute },
    ]);
    const tail = (await store.lanes.tails(["lanes"], [cgm], [meal], 30 * minute)).get("lanes")!;
    const steps = tail.filter(({ code }) => code === cgm.code).map(({ at }) => (at - begin) / (5 * minute));
    expect(steps).toEqual([94, 95, 96, 97, 98, 99]);
    expect(tail.at(-1)).toMatchObject({ ...meal, at: begin + 300 * 5 * minute });
    const latest = await store.observations.latest("lanes", [cgm], begin + 12 * minute);
    expect(latest.map(({ key }) => key)).toEqual(["test:cgm:2"]);
  });

  check("a person's offset is that of the newest observation that holds and has one", async () => {
    const latestOffset = (subject: string) => store.observations.latestOffset(subject);
    expect(await latestOffset("nobody")).toBeNull();
    const unzoned = (index: number) => reading("zone", index, { key: `none:${index}`, offsetMinutes: null });
    await store.observations.add([unzoned(0), unzoned(50)]);
    expect(await latestOffset("zone")).toBeNull();
    const eaten = reading("zone", 9, { key: "eaten", code: meal, offsetMinutes: -210 });
    await store.observations.add([...readings("zone", 9), eaten]);
    expect(await latestOffset("zone")).toBe(-210);
    await store.observations.add([
      reading("zone", 9, { key: "v2", supersedes: eaten.key, offsetMinutes: 330 }),
    ]);
    expect(await latestOffset("zone")).toBe(330);
  });

  check("people keep their origin and take newer names; context is idempotent", async () => {
    expect(await store.people.add([{ ...person, subject: "ann" }], begin)).toBe(1);
    const renamed = { ...person, subject: "ann", name: "Ann Example" };
    expect(await store.people.add([renamed], begin)).toBe(0);
    expect(await store.people.get("ann")).toEqual(renamed);
    await expect(store.people.get("nobody")).rejects.toMatchObject({ code: "HS5007" });
    const context = { subject: "ann", key: "p1", item: problem };
    expect(await store.people.addContext([context])).toBe(1);
    expect(await store.people.addContext([context])).toBe(0);
    expect(await store.people.context("ann")).toEqual([problem]);
    expect((await store.people.openProblems()).get("ann")).toEqual(["Type 1 diabetes"]);
  });

  check("a transaction that fails leaves nothing", async () => {
    const broken = store.transaction(async (queries) => {
      await queries.observations.add(readings("undone", 5));
      await queries.settings.put("undone", true);
      throw new Error("on purpose");
    });
    await expect(broken).rejects.toThrow("on purpose");
    expect(await store.observations.count("undone")).toBe(0);
    expect(await store.settings.get("undone")).toBeNull();
  });

  check("transactions that are asked for at once do not mix", async () => {
    const one = (subject: string) =>
      store.transaction(async (queries) => {
        for (let i = 0; i < 5; i++) await queries.observations.add([reading(subject, i)]);
        if (subject === "odd") throw new Error("odd fails");
      });
    await Promise.allSettled([one("even"), one("odd"), one("other")]);
    expect(await store.observations.count("even")).toBe(5);
    expect(await store.observations.count("odd")).toBe(0);
    expect(await store.observations.count("other")).toBe(5);
  });

  check("checkpoints are found by time, and late data rewinds them with the filtered line", async () => {
    const at = (i: number) => ({
      ...checkpoint,
      watermark: begin + i * minute,
      bytes: new Uint8Array([i, 255, 0]),
    });
    for (const i of [0, 10, 20]) await store.twins.putCheckpoint(at(i));
    const found = await store.twins.checkpoints("tw", "d");
    expect([...found[1]!.bytes]).toEqual([10, 255, 0]);
    const line = [0, 10, 20].map((i) => ({ at: begin + i * minute, median: i, low80: i - 1, high80: i + 1 }));
    await store.twins.addFiltered(line.map((point) => ({ subject: "tw", ...point })));
    await store.twins.rewind("tw", begin + 10 * minute);
    const left = await store.twins.checkpoints("tw", "d");
    expect(left.map(({ watermark }) => watermark)).toEqual([begin]);
    expect(await store.twins.filtered("tw", always)).toEqual([line[0]]);
  });

  check("what a twin refused is drawn as refused, with why, and counted", async () => {
    await store.observations.add(readings("doubted", 3));
    const said = { subject: "doubted", key: "test:cgm:1", at: begin + 5 * minute, code: "HS3060" };
    const note = (outcome: string, reason: string) => ({ ...said, outcome, reason });
    await store.twins.addNotes([note("late", "came late"), note("refused", "a jump")]);
    const drawn = await store.lanes.series("doubted", always);
    expect(drawn.map(({ quality, reason }) => [quality, reason])).toEqual([
      ["ok", null],
      ["refused", "a jump"],
      ["ok", null],
    ]);
    expect((await store.lanes.refusals(begin)).get("doubted")).toBe(1);
    expect((await store.lanes.refusals(begin + 10 * minute)).get("doubted")).toBeUndefined();
  });

  check("forecasts are kept as they were shown; one made for a plan stands apart", async () => {
    await store.people.add([{ ...person, subject: "fc" }], begin);
    await store.twins.addForecasts([forecast("a", 0), forecast("b", 5)]);
    await store.twins.addForecasts([forecast("c", 6)], "plan");
    expect((await store.twins.forecasts("fc", always, 10)).map(({ id }) => id)).toEqual(["a", "b"]);
  });

  check("jobs, settings, plans and the clinic's state are kept by name", async () => {
    await store.jobs.put({ ...job, state: "running" }, 1);
    await store.jobs.put({ ...job, done: 5 }, 1);
    expect(await store.jobs.get("j1")).toEqual({ ...job, done: 5 });
    expect(await store.jobs.running()).toEqual([]);
    await store.settings.put("speed", { value: [60, "x"] });
    expect(await store.settings.get("speed")).toEqual({ value: [60, "x"] });
    await store.clinic.put({ id: "c", now: 5, state: new Uint8Array([1, 2]) });
    await store.clinic.put({ id: "c", now: 6, state: new Uint8Array([0, 3]) });
    expect((await store.clinic.get("c"))!.now).toBe(6);
    expect([...(await store.clinic.get("c"))!.state]).toEqual([0, 3]);
    const plan = { id: "p", subject: "s", scenario: { name: "n", changes: [] }, savedAt: 4, forecastId: "f" };
    await store.plans.add(plan);
    expect(await store.plans.of("s")).toEqual([plan]);
    await store.plans.remove("s", "p");
    await expect(store.plans.remove("s", "p")).rejects.toMatchObject({ code: "HS5111" });
  });
});

const person = {
  subject: "",
  name: "Ann",
  sex: "female",
  birthDate: "1980-02-29",
  origin: "imported",
} as const;
const problem = {
  kind: "problem",
  title: "Type 1 diabetes",
  code: { system: "http://snomed.info/sct", code: "46635009" },
  status: "active",
  start: begin,
  end: null,
  detail: null,
  source: "Condition/1",
} as const;
const checkpoint = { subject: "tw", design: "d", digest: "x" };
const forecast = (id: string, minutes: number): Forecast => ({
  id,
  subject: "fc",
  twin: "digest",
  output: "glucose",
  unit: "mg/dL",
  madeAt: begin + minutes * minute,
  points: [{ at: begin, quantiles: [1, 2, 3, 4, 5, 6, 7] }],
  risks: [{ name: "low", chance: 0.5, at: null }],
  record: [],
});
const job = {
  id: "j1",
  kind: "import",
  title: "t",
  state: "done",
  done: 1,
  total: null,
  etaSeconds: null,
  message: "",
  result: { a: 1 },
  error: null,
} as const;
