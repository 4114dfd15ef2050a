import type { Attention, Forecast } from "../contract/schemas.ts";

const MINUTE = 60_000;

/** What is known about a person when the panel is ordered. Glucose in mg/dL, times in ms. */
export interface Situation {
  /** The person's present: the clinic's time, or null where the record has ended. */
  readonly now: number | null;
  /** Readings of the last hours, oldest first. */
  readonly readings: readonly { readonly at: number; readonly value: number }[];
  readonly forecast: Forecast | null;
  readonly boluses: readonly { readonly at: number; readonly value: number }[];
  readonly meals: readonly { readonly at: number; readonly value: number }[];
  /** End of the last activity. */
  readonly activeUntil: number | null;
  readonly refusedToday: number;
}

type Level = Attention["level"];

interface Finding {
  readonly level: Level;
  readonly score: number;
  readonly text: string;
}

/** Levels of the international consensus on hypo- and hyperglycaemia (doi:10.2337/dci19-0028), mg/dL. */
const LOW = 70;
const VERY_LOW = 54;
const HIGH = 180;
const VERY_HIGH = 250;

/** Who needs somebody now, who is to be watched, who is steady, and why: the worst finding leads, the others explain. */
export function attention(situation: Situation): Attention {
  const { now } = situation;
  if (now === null || situation.readings.length === 0) return ended(situation);
  const findings = [lowNow, lowSoon, highLong, highSoon, silent, refused]
    .map((look) => look(situation, now))
    .filter((finding) => finding !== null)
    .sort((a, b) => rank[a.level] - rank[b.level] || b.score - a.score);
  const [first, ...others] = findings;
  if (!first) return { level: "steady", score: 0, headline: "Steady", why: [...reasons(situation, now)] };
  const why = [...others.map(({ text }) => text), ...reasons(situation, now)];
  return { level: first.level, score: first.score, headline: first.text, why };
}

export const rank: Readonly<Record<Level, number>> = { now: 0, watch: 1, steady: 2, none: 3 };

function ended({ readings }: Situation): Attention {
  const last = readings.at(-1);
  const headline = last
    ? `Record ends ${new Date(last.at).toISOString().slice(0, 10)}`
    : "No series to follow";
  return { level: "none", score: last?.at ?? 0, headline, why: [] };
}

const last = ({ readings }: Situation) => readings.at(-1)!;

function lowNow(situation: Situation, now: number): Finding | null {
  const { value, at } = last(situation);
  if (value >= LOW || now - at > 20 * MINUTE) return null;
  const very = value < VERY_LOW;
  return { level: "now", score: (very ? 1000 : 500) + LOW - value, text: very ? "Very low now" : "Low now" };
}

/** How far ahead a possible crossing is told; beyond it only a likely one. */
const NEAR = 120 * MINUTE;

/** A forecast that has been overtaken by time says nothing of what is to come. */
function fresh({ forecast }: Situation, now: number): Forecast | null {
  return forecast !== null && now - forecast.madeAt <= 20 * MINUTE ? forecast : null;
}

function lowSoon(situation: Situation, now: number): Finding | null {
  const risk = worst(fresh(situation, now), /^below/);
  if (!risk || last(situation).value < LOW) return null;
  const { chance, ahead } = { ...risk, ahead: (risk.at ?? now) - now };
  if (chance < (ahead <= NEAR ? 0.2 : 0.5)) return null;
  return {
    level: chance >= 0.5 && ahead <= NEAR ? "now" : "watch",
    score: 100 * chance + Math.max(0, 60 - ahead / MINUTE),
    text: `Low in about ${rounded(ahead / MINUTE)} (${percent(chance)})`,
  };
}

function highLong({ readings }: Situation, now: number): Finding | null {
  const very = minutesAbove(readings, VERY_HIGH, now);
  if (very >= 60) return { level: "now", score: 200 + very / 10, text: `Very high for ${rounded(very)}` };
  const high = minutesAbove(readings, HIGH, now);
  return high < 120 ? null : { level: "watch", score: 50 + high / 10, text: `High for ${rounded(high)}` };
}

function highSoon(situation: Situation, now: number): Finding | null {
  const risk = worst(fresh(situation, now), /^above 250/);
  if (!risk || risk.chance < 0.5 || last(situation).value > VERY_HIGH) return null;
  const ahead = ((risk.at ?? now) - now) / MINUTE;
  const text = `Very high in about ${rounded(ahead)} (${percent(risk.chance)})`;
  return { level: "watch", score: 40 * risk.chance, text };
}

function silent(situation: Situation, now: number): Finding | null {
  const minutes = (now - last(situation).at) / MINUTE;
  if (minutes < 20) return null;
  return {
    level: minutes >= 120 ? "now" : "watch",
    score: Math.min(minutes, 300) / 3,
    text: `No reading for ${rounded(minutes)}`,
  };
}

function refused({ refusedToday: count }: Situation): Finding | null {
  if (count === 0) return null;
  const text = `${count} reading${count === 1 ? "" : "s"} not believed today`;
  return { level: count >= 6 ? "watch" : "steady", score: Math.min(count, 50) / 5, text };
}

function* reasons({ readings, boluses, meals, activeUntil }: Situation, now: number): Generator<string> {
  const slope = perHour(readings);
  if (slope !== null && slope < -60) yield "falling fast";
  if (slope !== null && slope > 60) yield "rising fast";
  const recent = boluses.filter(({ at }) => now - at <= 180 * MINUTE);
  if (recent.length > 1) yield `${recent.length} boluses within 3 h`;
  else if (recent[0]) yield `bolus ${rounded((now - recent[0].at) / MINUTE)} ago`;
  const meal = meals.at(-1);
  if (meal && now - meal.at <= 120 * MINUTE)
    yield `ate ${Math.round(meal.value)} g ${rounded((now - meal.at) / MINUTE)} ago`;
  if (activeUntil !== null && activeUntil >= now) yield "active now";
  else if (activeUntil !== null && now - activeUntil <= 60 * MINUTE) yield "was active within the last hour";
}

/** Change per hour over the last quarter of an hour; null where readings are missing. */
export function perHour(readings: Situation["readings"]): number | null {
  const end = readings.at(-1);
  const start =
    end && readings.findLast(({ at }) => end.at - at >= 14 * MINUTE && end.at - at <= 31 * MINUTE);
  return start ? ((end.value - start.value) / (end.at - start.at)) * 60 * MINUTE : null;
}

function minutesAbove(readings: Situation["readings"], limit: number, now: number): number {
  const below = readings.findLastIndex(({ value }) => value <= limit);
  const since = readings[below + 1];
  return since === undefined ? 0 : (now - since.at) / MINUTE;
}

function worst(forecast: Forecast | null, name: RegExp) {
  const risks = forecast?.risks.filter((risk) => name.test(risk.name)) ?? [];
  return risks.sort((a, b) => b.chance - a.chance)[0];
}

const percent = (chance: number) => `${Math.round(100 * chance)} %`;

/** Minutes in words as precise as they deserve: to five minutes, then to half an hour. */
function rounded(minutes: number): string {
  if (minutes < 90) return `${Math.max(5, Math.round(minutes / 5) * 5)} min`;
  if (minutes < 48 * 60) return `${Math.round(minutes / 30) / 2} h`;
  return `${Math.round(minutes / 1440)} days`;
}
