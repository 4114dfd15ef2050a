import type { Accuracy, CalibrationRecord } from "../contract/schemas.ts";
import type { Platform } from "../platform.ts";
import type { StoredTwin } from "../store/queries/twins.ts";
import { pooled } from "./pooled-record.ts";

const DAY = 86_400_000;
type Parameter = Accuracy["parameters"][number];

/** How well the twins of virtual people know whom they follow, counted from the twins as they stand. */
export async function accuracyOf(platform: Platform): Promise<Accuracy> {
  const { twins, store } = platform;
  const people = new Map((await store.people.all()).map((person) => [person.subject, person]));
  const virtual = twins.allStanding().filter(({ subject }) => twins.truthOf(subject) !== undefined);
  const name = (subject: string) => people.get(subject)?.name ?? subject;
  return {
    asOf: platform.now(),
    people: virtual.length,
    simulatedDays: await simulatedDays(platform),
    horizons: pooled(virtual.map(({ card }) => card.record)),
    parameters: parametersOf(virtual, name),
    perPerson: virtual.map(({ subject, card }) => ({
      id: subject,
      name: name(subject),
      design: card.title,
      record: card.record as CalibrationRecord[],
    })),
  };
}

async function simulatedDays({ clinic, now }: Platform): Promise<number> {
  return clinic === null ? 0 : (now() - clinic.start) / DAY;
}

function parametersOf(virtual: readonly StoredTwin[], name: (subject: string) => string): Parameter[] {
  const known = virtual.flatMap(({ subject, card }) =>
    card.learned.flatMap((learned) =>
      learned.truth === null ? [] : [{ subject, ...learned, truth: learned.truth }],
    ),
  );
  return [...Map.groupBy(known, ({ name, unit }) => `${name} ${unit}`).values()].map((list) => {
    const first = list[0]!;
    return {
      name: first.name,
      is: first.is,
      unit: first.unit,
      people: list.map(({ subject, truth, median, low80, high80 }) => ({
        id: subject,
        name: name(subject),
        truth,
        median,
        low80,
        high80,
      })),
      covered80:
        list.filter(({ truth, low80, high80 }) => low80 <= truth && truth <= high80).length / list.length,
      medianAbsoluteRelativeError: median(list.map((one) => Math.abs(one.median / one.truth - 1))),
      priorMedianAbsoluteRelativeError: median(list.map((one) => Math.abs(one.priorMedian / one.truth - 1))),
    };
  });
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
