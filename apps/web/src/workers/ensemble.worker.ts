import { serveEnsembles } from "@homeostat/engine";

serveEnsembles({
  post: (message, transfer = []) => self.postMessage(message, { transfer: [...transfer] }),
  listen: (hear) => self.addEventListener("message", ({ data }) => hear(data)),
});
