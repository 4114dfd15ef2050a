import { failure } from "../errors/registry.ts";
import type { Person } from "../solve/simulation.ts";
import type { PerMember } from "./ensemble-options.ts";

type Columns = Readonly<Record<string, PerMember | undefined>>;

/** One member's own values of columns that hold one number for all, or one a member. @throws HS1403 for another count */
export function personOf(
  options: { readonly parameters?: Columns; readonly inputs?: Columns; readonly starts?: Columns },
  member: number,
  members: number,
): Person {
  const { parameters = {}, inputs = {}, starts = {} } = options;
  return {
    parameters: own(parameters, member, members),
    inputs: own(inputs, member, members),
    starts: own(starts, member, members),
  };
}

function own(columns: Columns, member: number, members: number): Record<string, number | undefined> {
  return Object.fromEntries(
    Object.entries(columns).map(([name, column]) => {
      if (column === undefined || typeof column === "number") return [name, column];
      if (column.length !== members) throw failure("HS1403", { name, given: column.length, members });
      return [name, column[member]];
    }),
  );
}
