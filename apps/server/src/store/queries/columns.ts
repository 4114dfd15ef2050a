import { type RawBuilder, sql } from "kysely";

/** Column types of a bulk insert. */
export type ColumnType = "text" | "int8" | "int4" | "float8" | "bool" | "jsonb";

/**
 * Rows turned into one array parameter a column: one statement of constant text inserts any number of rows.
 * jsonb travels as text and is cast on arrival, so that both databases' drivers see the same parameter.
 */
export function unnest<Row>(
  rows: readonly Row[],
  columns: { readonly [K in keyof Row & string]: ColumnType },
): { readonly names: RawBuilder<unknown>; readonly select: RawBuilder<unknown> } {
  const entries = Object.entries(columns) as [keyof Row & string, ColumnType][];
  const arrays = entries.map(([name, type]) => {
    const values = rows.map((row) => (type === "jsonb" ? JSON.stringify(row[name]) : row[name]));
    return sql`${sql.val(values)}::${sql.raw(type === "jsonb" ? "text" : type)}[]`;
  });
  const casts = entries.map(([name, type]) =>
    type === "jsonb" ? sql`${sql.ref(`t.${name}`)}::jsonb` : sql.ref(`t.${name}`),
  );
  const names = sql.join(entries.map(([name]) => sql.ref(name)));
  return { names, select: sql`select ${sql.join(casts)} from unnest(${sql.join(arrays)}) as t(${names})` };
}

/** One statement may write a row only once: of rows with the same key the last one stands. */
export const lastOfEach = <Row>(rows: readonly Row[], key: (row: Row) => string): readonly Row[] => [
  ...new Map(rows.map((row) => [key(row), row])).values(),
];

/** A value for a jsonb column, the same for both drivers. */
export const json = (value: unknown) => sql<never>`${JSON.stringify(value)}::jsonb`;
