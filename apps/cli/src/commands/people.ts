import { listPatients, type PatientRow } from "@homeostat/server";
import type { Console } from "../output/console.ts";
import { table } from "../output/table.ts";
import { ask, runningServer } from "./running-server.ts";
import { type StoreOptions, withPlatform } from "./with-platform.ts";

interface PeopleOptions extends StoreOptions {
  readonly json?: boolean;
}

/** Everybody in the store, who needs attention first. */
export async function people(options: PeopleOptions, console: Console): Promise<void> {
  const server = runningServer(options);
  const rows =
    server === null
      ? await withPlatform(options, listPatients)
      : await ask<PatientRow[]>(server, "/patients");
  if (options.json) console.json(rows);
  else
    console.line(
      table(
        ["id", "name", "attention", ""],
        rows.map(({ id, name, attention }) => [id, name, attention.level, attention.headline]),
      ),
    );
}
