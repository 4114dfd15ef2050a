import type {
  Accuracy,
  Clock,
  Forecast,
  GlucoseSummary,
  Job,
  ModelDetail,
  ModelSummary,
  ParameterTelling,
  Patient,
  PatientRow,
  SavedPlan,
  Timeline,
} from "@homeostat/server/contract";
import type { Observation } from "@homeostat/twin";
import { queryOptions } from "@tanstack/react-query";
import { getJson, query, send } from "./request.ts";

/** Live events keep these fresh; nothing is refetched by itself. */
const live = { staleTime: Number.POSITIVE_INFINITY };

const person = (id: string): string => `/api/patients/${encodeURIComponent(id)}`;

export const clockQuery = queryOptions({
  queryKey: ["clock"],
  queryFn: ({ signal }) => getJson<Clock>("/api/clock", signal),
  ...live,
});

export const patientsQuery = queryOptions({
  queryKey: ["patients"],
  queryFn: ({ signal }) => getJson<PatientRow[]>("/api/patients", signal),
  ...live,
});

export const patientQuery = (id: string) =>
  queryOptions({
    queryKey: ["patient", id],
    queryFn: ({ signal }) => getJson<Patient>(person(id), signal),
    staleTime: 30_000,
    refetchInterval: 30_000,
  });

export interface TimelineWindow {
  readonly from: number;
  readonly to: number;
  readonly codes: string;
}

export const timelineQuery = (id: string, window: TimelineWindow) =>
  queryOptions({
    queryKey: ["timeline", id, window],
    queryFn: ({ signal }) =>
      getJson<Timeline>(`${person(id)}/timeline${query({ ...window, limit: 2000 })}`, signal),
    ...live,
  });

export const forecastQuery = (id: string) =>
  queryOptions({
    queryKey: ["forecast", id],
    queryFn: ({ signal }) => getJson<Forecast>(`${person(id)}/forecast`, signal),
    ...live,
    /** A twin that is being built has none yet. */
    refetchInterval: ({ state }) => (state.error ? 5000 : false),
  });

export const glucoseSummaryQuery = (id: string) =>
  queryOptions({
    queryKey: ["glucose", id],
    queryFn: ({ signal }) => getJson<GlucoseSummary | null>(`${person(id)}/glucose`, signal),
    staleTime: 10 * 60_000,
    refetchInterval: 10 * 60_000,
  });

/** Takes the server up to a second of work: asked for when it is shown, and seldom again. */
export const tellingsQuery = (id: string) =>
  queryOptions({
    queryKey: ["tellings", id],
    queryFn: ({ signal }) => getJson<ParameterTelling[]>(`${person(id)}/twin/tellings`, signal),
    staleTime: 6 * 3_600_000,
    /** While the twin is being built there is none. */
    refetchInterval: ({ state }) => (state.error ? 10_000 : false),
  });

export const pastForecastsQuery = (id: string, from: number, to: number) =>
  queryOptions({
    queryKey: ["forecasts", id, from, to],
    queryFn: ({ signal }) => getJson<Forecast[]>(`${person(id)}/forecasts${query({ from, to })}`, signal),
    staleTime: 60_000,
  });

export const observationsQuery = (id: string, code: string, from: number, to: number) =>
  queryOptions({
    queryKey: ["observations", id, code, from, to],
    queryFn: ({ signal }) =>
      getJson<{ items: Observation[]; next: string | null }>(
        `${person(id)}/observations${query({ code, from, to, limit: 50 })}`,
        signal,
      ),
    ...live,
  });

export const plansQuery = (id: string) =>
  queryOptions({
    queryKey: ["plans", id],
    queryFn: ({ signal }) => getJson<SavedPlan[]>(`${person(id)}/plans`, signal),
  });

export const modelsQuery = queryOptions({
  queryKey: ["models"],
  queryFn: ({ signal }) => getJson<ModelSummary[]>("/api/models", signal),
  ...live,
});

export const modelQuery = (id: string) =>
  queryOptions({
    queryKey: ["model", id],
    queryFn: ({ signal }) => getJson<ModelDetail>(`/api/models/${encodeURIComponent(id)}`, signal),
    ...live,
  });

export const accuracyQuery = queryOptions({
  queryKey: ["accuracy"],
  queryFn: ({ signal }) => getJson<Accuracy>("/api/accuracy", signal),
  staleTime: 30_000,
  refetchInterval: 60_000,
});

export const jobsQuery = queryOptions({
  queryKey: ["jobs"],
  queryFn: ({ signal }) => getJson<Job[]>("/api/jobs", signal),
  ...live,
});

/** The twin as its own bytes, and the inputs in force around its watermark: what a branch needs. */
export const fetchBranchBase = async (id: string): Promise<{ bytes: ArrayBuffer; inputs: Observation[] }> => {
  const [bytes, inputs] = await Promise.all([
    send(`${person(id)}/twin/snapshot`).then((response) => response.arrayBuffer()),
    getJson<Observation[]>(`${person(id)}/inputs`),
  ]);
  return { bytes, inputs };
};

export const personPath = person;
