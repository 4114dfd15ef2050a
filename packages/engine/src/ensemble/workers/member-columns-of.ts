import { failure } from "../../errors/registry.ts";
import type { EnsembleOptions, PerMember } from "../ensemble-options.ts";
import type { Columns, MemberColumns } from "./messages.ts";

type Given = Readonly<Record<string, PerMember | undefined>>;

/** The columns of an ensemble in one form, in shared memory where `shared`. @throws HS1403 for a column of another length */
export function memberColumnsOf(options: EnsembleOptions, shared: boolean): MemberColumns {
  const { parameters = {}, inputs = {}, starts = {}, members } = options;
  const all = (given: Given) => columnsOf(given, members, shared);
  return { parameters: all(parameters), inputs: all(inputs), starts: all(starts) };
}

function columnsOf(given: Given, members: number, shared: boolean): Columns {
  const columns: Record<string, number | Float64Array> = {};
  for (const [name, column] of Object.entries(given)) {
    if (column === undefined) continue;
    if (typeof column !== "number" && column.length !== members)
      throw failure("HS1403", { name, given: column.length, members });
    columns[name] = typeof column === "number" ? column : copyOf(column, shared);
  }
  return columns;
}

function copyOf(column: readonly number[] | Float64Array, shared: boolean): Float64Array {
  if (!shared) return column instanceof Float64Array ? column : Float64Array.from(column);
  const copy = sharedColumn(column.length);
  copy.set(column);
  return copy;
}

export function sharedColumn(length: number): Float64Array {
  return new Float64Array(new SharedArrayBuffer(8 * length));
}

/** The part of the columns that belongs to `count` members from `first`: views where `copy` is false. */
export function partOf(
  { parameters, inputs, starts }: MemberColumns,
  first: number,
  count: number,
  copy: boolean,
): MemberColumns {
  const part = (column: number | Float64Array) => {
    if (typeof column === "number") return column;
    return copy ? column.slice(first, first + count) : column.subarray(first, first + count);
  };
  const cut = (columns: Columns): Columns =>
    Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, part(column)]));
  return { parameters: cut(parameters), inputs: cut(inputs), starts: cut(starts) };
}
