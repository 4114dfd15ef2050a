import { openStore } from "../open-store.ts";
import { readings } from "./samples.ts";

/** Stores batch after batch and says what was acknowledged, until it is killed: the child of durability.test.ts. */
const store = await openStore({ kind: "folder", folder: process.argv[2]! });
for (let from = 0; ; from += 200) {
  await store.transaction((queries) => queries.observations.add(readings("someone", 200, from)));
  process.stdout.write(`${from + 200}\n`);
}
