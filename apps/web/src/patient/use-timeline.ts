import type { Patient } from "@homeostat/server/contract";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { forecastQuery, pastForecastsQuery, timelineQuery } from "../api/queries.ts";
import { codeKey, type Lane } from "../timeline/geometry/lanes.ts";
import type { SpanStore } from "../timeline/span-store.ts";
import { useLoadWindow } from "../timeline/use-window.ts";

const day = 24 * 3_600_000;

/** What the timeline draws: series of the lanes shown, today's forecast, and earlier ones where they are asked for. */
export const useTimeline = (
  patient: Patient,
  store: SpanStore,
  lanes: readonly Lane[],
  wantsPast: boolean,
) => {
  const window = useLoadWindow(store);
  const id = patient.row.id;
  const codes = lanes.flatMap(({ infos }) => infos.map(({ code }) => codeKey(code))).join(",");
  const timeline = useQuery({
    ...timelineQuery(id, { ...window, codes }),
    placeholderData: keepPreviousData,
    enabled: codes !== "",
  });
  const forecast = useQuery({ ...forecastQuery(id), enabled: patient.twin !== null });
  const short = window.to - window.from <= 8 * day;
  const past = useQuery({
    ...pastForecastsQuery(id, window.from, window.to),
    enabled: wantsPast && short && patient.twin !== null,
    placeholderData: keepPreviousData,
  });
  return { timeline, forecast, past: wantsPast && short ? (past.data ?? []) : [] };
};
