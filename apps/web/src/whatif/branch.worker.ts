import { HomeostatError } from "@homeostat/engine";
import { catalogue } from "@homeostat/models";
import {
  decodeSnapshot,
  type Observation,
  prepareTwin,
  type Twin,
  twinModel,
  type WhatIfBase,
  whatIf,
  whatIfBase,
} from "@homeostat/twin";
import type { FromWorker, LoadMessage, ToWorker, TryMessage } from "./protocol.ts";

/** The same engine code as on the server, in a worker of the page: branches a twin as fast as a hand can move. */
const post = (message: FromWorker): void => self.postMessage(message);

let base: WhatIfBase | null = null;

const prepared = (twin: Twin) => {
  const entry = catalogue.get(twin.design.model);
  if (!entry) throw new Error(`This page does not know the model ${twin.design.model}: reload it.`);
  const model = twinModel(entry.model);
  if (model.hash !== twin.modelHash)
    throw new Error(`The twin was made with another version of ${twin.design.model}: reload the page.`);
  return prepareTwin(twin.design, model);
};

/** The last measurement that the twin is to know, or its own watermark. */
const lastMeasured = (twin: Twin, since: readonly Observation[]): number => {
  const measured = twin.design.measures.map(({ code }) => `${code.system}|${code.code}`);
  const times = since
    .filter(({ code }) => measured.includes(`${code.system}|${code.code}`))
    .map(({ start }) => start);
  return Math.max(twin.watermark, ...times);
};

const load = ({ snapshot, inputs, horizonMinutes }: LoadMessage): void => {
  const started = performance.now();
  const twin = decodeSnapshot(new Uint8Array(snapshot));
  const ask = { madeAt: lastMeasured(twin, inputs), horizonMinutes };
  base = whatIfBase(prepared(twin), twin, inputs, ask);
  post({
    kind: "loaded",
    today: base.today.forecast,
    takes: twin.design.takes.map(({ code }) => code),
    milliseconds: performance.now() - started,
  });
};

const tryOut = ({ turn, scenario }: TryMessage): void => {
  if (!base) throw new Error("The twin has not been loaded.");
  const started = performance.now();
  const answer = whatIf(base, scenario);
  post({ kind: "branch", turn, whatIf: answer, milliseconds: performance.now() - started });
};

const words = (error: unknown): string => {
  if (error instanceof HomeostatError) return error.message;
  return error instanceof Error ? error.message : String(error);
};

self.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  try {
    if (data.kind === "load") load(data);
    else tryOut(data);
  } catch (error) {
    post({ kind: "failed", turn: data.kind === "try" ? data.turn : null, message: words(error) });
  }
};
