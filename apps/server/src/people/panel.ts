import { type Code, knownCodes } from "@homeostat/twin";
import type { Forecast, PatientRow } from "../contract/schemas.ts";
import type { TailPoint } from "../store/queries/lanes.ts";
import type { Person } from "../store/queries/people.ts";
import type { Store } from "../store/store.ts";
import type { TwinService } from "../twins/twin-service.ts";
import { attention, perHour, rank, type Situation } from "./attention.ts";

const HOUR = 3_600_000;
const glucose = [knownCodes.cgmGlucose.code, knownCodes.plasmaGlucose.code, knownCodes.bloodGlucose.code];
const { insulinBolus, carbohydrate, activityIntensity } = knownCodes;
const inputs = [insulinBolus.code, carbohydrate.code, activityIntensity.code];
const sameKind = (a: Code, b: Code) => a.system === b.system && a.code === b.code;

interface Known {
  readonly person: Person;
  readonly problems: readonly string[];
}

/** The panel's rows, kept in memory: everybody's latest, who needs attention first and why. */
export class Panel {
  readonly #store: Store;
  readonly #twins: TwinService;
  #people: ReadonlyMap<string, Known> = new Map();
  readonly #rows = new Map<string, PatientRow>();

  constructor(store: Store, twins: TwinService) {
    this.#store = store;
    this.#twins = twins;
  }

  /** Reads everybody again; returns the rows that changed. */
  async reload(clinicNow: number): Promise<readonly PatientRow[]> {
    const { people } = this.#store;
    const [everybody, problems] = await Promise.all([people.all(), people.openProblems()]);
    this.#people = new Map(
      everybody.map((person) => [person.subject, { person, problems: problems.get(person.subject) ?? [] }]),
    );
    return this.#update([...this.#people.keys()], clinicNow);
  }

  /** Reads the clinic's people again, for whom time goes on; returns the rows that changed. */
  refresh(clinicNow: number): Promise<readonly PatientRow[]> {
    const living = [...this.#people.values()].filter(({ person }) => person.origin === "virtual");
    return this.#update(
      living.map(({ person }) => person.subject),
      clinicNow,
    );
  }

  /** Reads one person again, whose twin was built; returns the row where it changed. */
  reloadOne(subject: string, clinicNow: number): Promise<readonly PatientRow[]> {
    return this.#update(this.#people.has(subject) ? [subject] : [], clinicNow);
  }

  async #update(subjects: readonly string[], clinicNow: number): Promise<readonly PatientRow[]> {
    const { lanes } = this.#store;
    const [tails, refusals] = await Promise.all([
      lanes.tails(subjects, glucose, inputs, 3 * HOUR),
      lanes.refusals(clinicNow - 24 * HOUR),
    ]);
    const rows = subjects.map((subject) =>
      rowOf(this.#people.get(subject)!, {
        clinicNow,
        tail: tails.get(subject) ?? [],
        forecast: this.#twins.standing(subject)?.forecast ?? null,
        refused: refusals.get(subject) ?? 0,
        twin: this.#twinOf(subject),
      }),
    );
    const changed = rows.filter((row) => JSON.stringify(this.#rows.get(row.id)) !== JSON.stringify(row));
    for (const row of changed) this.#rows.set(row.id, row);
    return changed;
  }

  #twinOf(subject: string): Present["twin"] {
    if (!this.#twins.waiting.has(subject)) return "in step";
    return this.#twins.standing(subject) === null ? "to be built" : "behind";
  }

  get(subject: string): PatientRow | undefined {
    return this.#rows.get(subject);
  }

  /** Everybody whose name or problems contain the words, who needs attention first. */
  list(words: string): readonly PatientRow[] {
    const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
    const fits = ({ name, problems }: PatientRow) => {
      const text = [name, ...problems].join(" ").toLowerCase();
      return wanted.every((word) => text.includes(word));
    };
    return [...this.#rows.values()].filter(fits).sort(byAttention);
  }
}

const byAttention = (a: PatientRow, b: PatientRow) =>
  rank[a.attention.level] - rank[b.attention.level] ||
  b.attention.score - a.attention.score ||
  a.name.localeCompare(b.name);

interface Present {
  readonly clinicNow: number;
  readonly tail: readonly TailPoint[];
  readonly forecast: Forecast | null;
  readonly refused: number;
  /** Whether the twin has followed the log. */
  readonly twin: "in step" | "to be built" | "behind";
}

const twinWords = { "to be built": "twin not built yet", behind: "twin not up to date yet" };

function rowOf({ person, problems }: Known, present: Present): PatientRow {
  const { tail, forecast, clinicNow, twin } = present;
  const readings = tail.filter(
    (point) => glucose.some((code) => sameKind(code, point)) && point.quality === "ok",
  );
  const latest = readings.at(-1);
  const now = person.origin === "virtual" ? clinicNow : null;
  const found = attention(situationOf(readings, now, present));
  const twinWaits = twin !== "in step" && readings.length > 0;
  return {
    id: person.subject,
    name: person.name,
    sex: person.sex,
    ageYears: ageAt(person.birthDate, now ?? latest?.at ?? Date.now()),
    origin: person.origin,
    problems: [...problems],
    attention: twinWaits ? { ...found, why: [...found.why, twinWords[twin]] } : found,
    ...(twinWaits ? { twinWaits } : {}),
    latest: latest
      ? { value: latest.value, unit: latest.unit, at: latest.at, perHour: perHour(readings) }
      : null,
    spark: readings.map(({ at, value }) => [at, value]),
    sparkForecast: (forecast?.points ?? [])
      .filter(({ at }) => latest !== undefined && at > latest.at && at <= latest.at + HOUR)
      .map(({ at, quantiles }) => [at, quantiles[3]!]),
  };
}

function situationOf(readings: readonly TailPoint[], now: number | null, present: Present): Situation {
  const { tail, forecast, refused } = present;
  const of = ({ code }: { code: Code }) => tail.filter((point) => sameKind(code, point) && point.value > 0);
  const active = of(activityIntensity).at(-1);
  return {
    now,
    readings,
    forecast,
    boluses: of(insulinBolus),
    meals: of(carbohydrate),
    activeUntil: active ? (active.end ?? active.at) : null,
    refusedToday: refused,
  };
}

/** Whole years; a birth date may be a year or a year and month. */
function ageAt(birthDate: string | null, now: number): number | null {
  const born =
    birthDate === null ? Number.NaN : Date.parse(birthDate.length === 4 ? `${birthDate}-07-01` : birthDate);
  if (Number.isNaN(born)) return null;
  return Math.floor((now - born) / (365.2425 * 24 * HOUR));
}
