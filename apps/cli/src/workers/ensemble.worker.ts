import { parentPort } from "node:worker_threads";
import { serveEnsembles } from "@homeostat/engine";

const port = parentPort!;

serveEnsembles({
  post: (message, transfer = []) => port.postMessage(message, [...transfer]),
  listen: (hear) => port.on("message", hear),
});
