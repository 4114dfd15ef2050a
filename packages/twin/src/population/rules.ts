import type { ModelSpec } from "@homeostat/engine";
import type { Draw } from "./joint-draws.ts";

/** What a virtual person must meet; the name appears in the count of refusals. */
export interface Rule {
  readonly name: string;
  accepts(person: Draw): boolean;
}

/** Every drawn parameter lies in the range that the model declares for it. */
export function withinRanges(model: ModelSpec): Rule {
  const ranges = Object.entries(model.parameters).flatMap(([name, { range }]) =>
    range ? [{ name, range }] : [],
  );
  return {
    name: "parameters within the model's ranges",
    accepts: (person) =>
      ranges.every(({ name, range: [low, high] }) => {
        const value = person[name];
        return value === undefined || (value >= low && value <= high);
      }),
  };
}
