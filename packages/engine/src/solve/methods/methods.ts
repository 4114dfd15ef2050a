import { AutoStepper } from "../auto/auto-stepper.ts";
import { BdfStepper } from "../bdf/bdf-stepper.ts";
import { ExplicitStepper } from "../explicit-stepper.ts";
import { LinearStepper } from "../linear/linear-stepper.ts";
import { RosenbrockStepper } from "../rosenbrock-stepper.ts";
import type { MakeStepper } from "../stepper.ts";
import { dopri5 } from "./dopri5.ts";
import type { GeneralMethodName, Method, MethodName, PairName } from "./method.ts";
import { rodas4 } from "./rodas4.ts";
import { rodas5p } from "./rodas5p.ts";
import type { RosenbrockMethod, RosenbrockName } from "./rosenbrock-method.ts";
import { tsit5 } from "./tsit5.ts";
import { vern7 } from "./vern7.ts";

/** The explicit pairs. */
export const pairs: Readonly<Record<PairName, Method>> = { dopri5, tsit5, vern7 };

/** The Rosenbrock methods. */
export const rosenbrocks: Readonly<Record<RosenbrockName, RosenbrockMethod>> = { rodas4, rodas5p };

/** The methods that are no more than coefficients. */
export const tableaus: Readonly<Partial<Record<MethodName, Method | RosenbrockMethod>>> = {
  ...pairs,
  ...rosenbrocks,
};

const explicit =
  (pair: Method): MakeStepper =>
  (problem) =>
    new ExplicitStepper(pair, problem);

const implicit =
  (method: RosenbrockMethod): MakeStepper =>
  (problem) =>
    new RosenbrockStepper(method, problem);

/** Every method for any model, listed once: its name and how its stepper is made. */
export const methods: Readonly<Record<GeneralMethodName, MakeStepper>> = {
  dopri5: explicit(dopri5),
  tsit5: explicit(tsit5),
  vern7: explicit(vern7),
  rodas4: implicit(rodas4),
  rodas5p: implicit(rodas5p),
  bdf: (problem) => new BdfStepper(problem),
  auto: (problem) => new AutoStepper(problem),
};

export const methodNames: readonly string[] = [...Object.keys(methods), "linear"];

export const stepperOf = (method: MethodName): MakeStepper =>
  method === "linear" ? (problem) => new LinearStepper(problem) : methods[method];
