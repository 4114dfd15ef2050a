import { problemCategory } from "@homeostat/connect";
import { type Instant, knownCodes, sameCode, type TwinDesign } from "@homeostat/twin";
import type { ContextItem } from "../contract/schemas.ts";
import { type DesignPerson, designFor } from "../designs/index.ts";
import type { LaneCount } from "../store/queries/lanes.ts";
import type { Person } from "../store/queries/people.ts";
import type { Store } from "../store/store.ts";

const DAY = 86_400_000;
/** A record of years is followed over its last two months: what was learned before then has drifted away. */
const LONGEST = 60 * DAY;

export type Choice =
  | {
      readonly design: TwinDesign;
      readonly born: Instant /** Why this design, in plain words. */;
      readonly because: string;
    }
  /** In plain words, and what data would give one. */
  | { readonly why: string };

/** Which twin a person's data can carry, and from when on. @throws HS5007 */
export async function chooseFor({ people, observations, lanes }: Store, subject: string): Promise<Choice> {
  const person = await people.get(subject);
  const [counts, context, weights] = await Promise.all([
    lanes.of(subject),
    people.context(subject),
    observations.latest(subject, [knownCodes.weight.code], Number.MAX_SAFE_INTEGER),
  ]);
  const readings = counts.find(({ code }) => sameCode(code, knownCodes.cgmGlucose.code));
  const weight = weights[0]?.value;
  const known: DesignPerson = {
    diabetes: diabetesOf(context),
    ageYears: readings ? ageAt(person, readings.last) : null,
    weightKg: weight?.kind === "quantity" ? weight.value : null,
  };
  const { design, why } = designFor(known, counts);
  return design === null || readings === undefined
    ? { why }
    : { design, born: bornFrom(readings), because: why };
}

const bornFrom = ({ first, last }: LaneCount): Instant => Math.max(first, last - LONGEST);

function ageAt({ birthDate }: Person, at: Instant): number | null {
  const born = birthDate === null ? Number.NaN : Date.parse(birthDate);
  return Number.isNaN(born) ? null : (at - born) / (365.25 * DAY);
}

function diabetesOf(context: readonly ContextItem[]): DesignPerson["diabetes"] {
  const categories = context
    .filter(({ kind }) => kind === "problem")
    .map(({ code }) => problemCategory(code));
  if (categories.includes("diabetes-1")) return "type 1";
  return categories.includes("diabetes-2") ? "type 2" : null;
}
