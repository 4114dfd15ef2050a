import { parentPort } from "node:worker_threads";
import { tellError } from "@homeostat/engine";
import type { Ask, Question, Questions } from "../protocol.ts";
import { ClinicRoom } from "./clinic-room.ts";
import { House } from "./house.ts";

const port = parentPort!;
const house = new House();
const clinic = new ClinicRoom(house);

const answers: { readonly [Q in Question]: (ask: Questions[Q]["ask"]) => Questions[Q]["answer"] } = {
  adopt: (adoption) => house.adopt(adoption),
  follow: ({ subject, observations }) => house.follow(subject, observations, true),
  release: ({ subject }) => {
    house.release(subject);
    return null;
  },
  tellings: ({ subject }) => house.tellings(subject),
  snapshot: ({ subject }) => house.snapshot(subject),
  forecast: ({ subject, horizonMinutes }) =>
    house.forecast(subject, horizonMinutes) as Questions["forecast"]["answer"],
  whatIf: ({ subject, scenario, horizonMinutes }) =>
    house.whatIf(
      subject,
      scenario as Parameters<House["whatIf"]>[1],
      horizonMinutes,
    ) as Questions["whatIf"]["answer"],
  openClinic: ({ seed, start, state }) => clinic.open(seed, start, state),
  advanceClinic: ({ to, foretell }) => clinic.advance(to, foretell),
};

port.on("message", <Q extends Question>({ id, question, ask }: Ask<Q>) => {
  try {
    port.postMessage({ id, answer: answers[question](ask) });
  } catch (error) {
    port.postMessage({ id, error: tellError(error) });
  }
});
