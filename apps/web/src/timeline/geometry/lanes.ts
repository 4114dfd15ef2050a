import type { Patient } from "@homeostat/server/contract";

export type LaneInfo = Patient["lanes"][number];
type Shape = "glucose" | "insulin" | "meals" | "activity" | "pressure" | "values";

/** One lane of the timeline: what is drawn together on one scale. */
export interface Lane {
  readonly id: string;
  readonly title: string;
  readonly shape: Shape;
  readonly infos: readonly LaneInfo[];
  readonly height: number;
}

export const codeKey = ({ system, code }: LaneInfo["code"]): string => `${system}|${code}`;

const glucoseCodes = new Set(["99504-3", "2345-7", "2339-0", "41653-7", "15074-8", "2340-8"]);
const insulinCodes = new Set(["insulin-bolus", "insulin-basal-rate", "insulin-long-acting"]);
const pressureCodes = new Set(["8480-6", "8462-4"]);

const isGlucose = (info: LaneInfo): boolean => glucoseCodes.has(info.code.code) && info.unit === "mg/dL";

const joined: readonly {
  readonly id: string;
  readonly title: string;
  readonly shape: Shape;
  readonly height: number;
  has(info: LaneInfo): boolean;
}[] = [
  { id: "glucose", title: "Glucose", shape: "glucose", height: 250, has: isGlucose },
  {
    id: "insulin",
    title: "Insulin",
    shape: "insulin",
    height: 78,
    has: ({ code }) => insulinCodes.has(code.code),
  },
  { id: "meals", title: "Meals", shape: "meals", height: 56, has: ({ code }) => code.code === "9059-7" },
  {
    id: "activity",
    title: "Activity",
    shape: "activity",
    height: 44,
    has: ({ code }) => code.code === "activity-intensity",
  },
  {
    id: "pressure",
    title: "Blood pressure",
    shape: "pressure",
    height: 72,
    has: ({ code }) => pressureCodes.has(code.code),
  },
];

/** What a ward looks at first, after what the twin explains; everything else follows by how much there is of it. */
const importance = ["8867-4", "29463-7", "55423-8", "4548-4", "33914-3", "2160-0"];

const rank = ({ code }: LaneInfo): number => {
  const place = importance.indexOf(code.code);
  return place < 0 ? importance.length : place;
};

const single = (info: LaneInfo): Lane => ({
  id: codeKey(info.code),
  title: info.title,
  shape: "values",
  infos: [info],
  height: 56,
});

/** The lanes of a person: what belongs together joined, in the order in which they are read. */
export const lanesOf = (infos: readonly LaneInfo[]): readonly Lane[] => {
  const groups = joined.flatMap(({ has, ...lane }) => {
    const members = infos.filter(has);
    return members.length > 0 ? [{ ...lane, infos: members }] : [];
  });
  const taken = new Set(groups.flatMap((lane) => lane.infos));
  const rest = infos
    .filter((info) => !taken.has(info))
    .sort((a, b) => rank(a) - rank(b) || b.count - a.count || a.title.localeCompare(b.title));
  return [...groups, ...rest.map(single)];
};

const trialShapes: readonly Shape[] = ["insulin", "meals", "activity"];

/** The lanes with an empty one wherever a change can be tried and nothing was recorded yet. */
export const withTrialLanes = (lanes: readonly Lane[]): readonly Lane[] => {
  const missing = joined.filter(
    ({ shape }) => trialShapes.includes(shape) && !lanes.some((lane) => lane.shape === shape),
  );
  const added = missing.map(({ has: _, ...lane }) => ({ ...lane, infos: [] }));
  const rank = (lane: Lane): number => {
    const place = joined.findIndex(({ id }) => id === lane.id);
    return place < 0 ? joined.length : place;
  };
  return [...lanes, ...added].sort((a, b) => rank(a) - rank(b));
};

/** How many lanes are shown before "all" is asked for. */
export const firstLanes = 9;

export const extentOf = (infos: readonly LaneInfo[]): { from: number; to: number } | null => {
  if (infos.length === 0) return null;
  return {
    from: Math.min(...infos.map(({ first }) => first)),
    to: Math.max(...infos.map(({ last }) => last)),
  };
};
