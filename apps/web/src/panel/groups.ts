import type { PatientRow } from "@homeostat/server/contract";

export type Level = PatientRow["attention"]["level"];

export const levels: readonly { readonly level: Level; readonly title: string }[] = [
  { level: "now", title: "Needs you now" },
  { level: "watch", title: "Watch" },
  { level: "steady", title: "Steady" },
  { level: "none", title: "Not live" },
];

export interface Group {
  readonly level: Level;
  readonly title: string;
  readonly rows: readonly PatientRow[];
}

const found = (row: PatientRow, words: readonly string[]): boolean => {
  const text = `${row.name} ${row.id} ${row.problems.join(" ")}`.toLocaleLowerCase();
  return words.every((word) => text.includes(word));
};

/** People whose name, id or problems hold every word that was typed. */
export const search = (rows: readonly PatientRow[], typed: string): readonly PatientRow[] => {
  const words = typed.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return words.length === 0 ? rows : rows.filter((row) => found(row, words));
};

/** Where each person stands in the panel: their level and their place in it. */
export interface Standing {
  readonly id: string;
  readonly level: Level;
}

export const standings = (rows: readonly PatientRow[]): readonly Standing[] =>
  rows.map(({ id, attention }) => ({ id, level: attention.level }));

/**
 * The order that is shown. While it is held (the pointer is over the panel) everybody stays where they are;
 * people who are new stand at the end of their group, people who are gone leave.
 */
export const settled = (
  shown: readonly Standing[],
  rows: readonly PatientRow[],
  held: boolean,
): readonly Standing[] => {
  if (!held) return standings(rows);
  const present = new Set(rows.map(({ id }) => id));
  const known = new Set(shown.map(({ id }) => id));
  return [
    ...shown.filter(({ id }) => present.has(id)),
    ...standings(rows).filter(({ id }) => !known.has(id)),
  ];
};

export const sameOrder = (a: readonly Standing[], b: readonly Standing[]): boolean =>
  a.length === b.length && a.every((one, index) => one.id === b[index]?.id && one.level === b[index]?.level);

/** Groups in order of attention; groups with nobody are left out. */
export const grouped = (order: readonly Standing[], rows: readonly PatientRow[]): readonly Group[] => {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return levels
    .map(({ level, title }) => ({
      level,
      title,
      rows: order.flatMap((one) => (one.level === level ? (byId.get(one.id) ?? []) : [])),
    }))
    .filter(({ rows: members }) => members.length > 0);
};

/** The person `step` places after `id` in the order shown; stays at the ends. */
export const neighbour = (
  groups: readonly Group[],
  id: string | undefined,
  step: number,
): string | undefined => {
  const ids = groups.flatMap(({ rows }) => rows.map((row) => row.id));
  const here = id === undefined ? -1 : ids.indexOf(id);
  const next = here < 0 ? 0 : Math.min(Math.max(here + step, 0), ids.length - 1);
  return ids[next];
};
