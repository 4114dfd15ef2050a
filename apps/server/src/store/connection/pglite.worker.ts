import { parentPort, workerData } from "node:worker_threads";
import type { PGlite } from "@electric-sql/pglite";
import { openEmbedded } from "./pglite-folder.ts";
import { type Answer, problemOf, type Statement } from "./statement.ts";

/** The embedded database lives in a thread of its own, so that a long statement never holds up the HTTP thread. */
const folder = (workerData as { folder: string | null }).folder;
const port = parentPort!;
const say = (answer: Answer) => port.postMessage(answer);

async function run(database: PGlite, { sql, parameters }: Statement) {
  if (parameters.length > 0) return database.query(sql, [...parameters]);
  return (await database.exec(sql)).at(-1) ?? { rows: [], affectedRows: 0 };
}

async function answer(database: PGlite, statement: Statement): Promise<void> {
  try {
    const { rows, affectedRows } = await run(database, statement);
    say({ kind: "rows", id: statement.id, rows, affected: affectedRows ?? 0 });
  } catch (error) {
    say({ kind: "refused", id: statement.id, problem: problemOf(error) });
  }
}

async function main(): Promise<void> {
  const database = await openEmbedded(folder);
  port.on("message", async (message: Statement | "close") => {
    if (message !== "close") return answer(database, message);
    await database.close();
    say({ kind: "closed" });
    port.close();
  });
  say({ kind: "ready" });
}

main().catch((error: unknown) => say({ kind: "failed", problem: problemOf(error) }));
