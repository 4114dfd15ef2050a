import type { Timeline } from "@homeostat/server/contract";
import { hour, timeOfDay } from "../format/time.ts";
import { scaleFor, shown } from "../format/units.ts";
import type { Lane } from "../timeline/geometry/lanes.ts";
import type { Skippable } from "./Ghosts.tsx";

/** How far back a dose may lie to be left out in thought. */
const reach = 6 * hour;

/** Doses and meals of the last hours that the twin could have done without. */
export const skippableIn = (
  lanes: readonly Lane[],
  timeline: Timeline | undefined,
  madeAt: number,
  offset: number,
): readonly Skippable[] =>
  lanes
    .filter(({ shape }) => shape === "insulin" || shape === "meals")
    .flatMap(({ shape, infos }) =>
      infos
        .filter(({ mark }) => mark === "dose")
        .flatMap((info) => {
          const scale = scaleFor(info.unit, "mg/dL", false);
          const series = timeline?.lanes.find(
            ({ code }) => code.code === info.code.code && code.system === info.code.system,
          );
          return (series?.points ?? [])
            .filter(({ start, quality }) => start <= madeAt && start > madeAt - reach && quality === "ok")
            .map(({ key, start, value }) => ({
              key,
              at: start,
              value,
              shape,
              text: `${shown(value, scale)} ${scale.unit} at ${timeOfDay(start, offset)}`,
            }));
        }),
    );
