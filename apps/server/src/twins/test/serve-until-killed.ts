import { startServer } from "../../index.ts";

/** Serves a folder and says where, until it is killed: the child of killed-server.test.ts. */
const { address } = await startServer({
  dataDir: process.argv[2]!,
  port: 0,
  page: false,
  logLevel: "silent",
});
process.stdout.write(`${address}\n`);
