import type { NoisePart, Observer } from "../../compile/kernel.ts";
import { failure } from "../../errors/registry.ts";
import type { InputsInForce } from "../inputs-in-force.ts";
import type { Problem } from "../stepper.ts";
import type { NoiseSettings } from "./noise-options.ts";
import type { Scheme, StochasticProblem } from "./scheme.ts";
import { schemes } from "./schemes.ts";
import { StochasticStepper } from "./stochastic-stepper.ts";
import { Wiener } from "./wiener.ts";

/** How the states that are stepped stand to all states of the model. */
export interface Stepped {
  readonly names: readonly string[];
  /** Where a state stands among the stepped ones. */
  readonly place: (state: number) => number;
  /** All states, where the stepped ones are as given; scratch. */
  readonly whole: (t: number, y: Float64Array) => Float64Array;
  readonly inputs: InputsInForce;
}

/** The stepper of a model with noise, and the processes that move it. @throws HS1407 for noise that a scheme does not take */
export function makeStochastic(
  noise: NoisePart,
  settings: NoiseSettings,
  problem: Problem,
  stepped: Stepped,
) {
  const scheme = schemes[settings.scheme];
  const wiener = new Wiener(
    settings,
    noise.states.map((state) => stepped.names[state]!),
  );
  const step = stochasticProblem(noise, scheme, problem, wiener, stepped);
  return { stepper: new StochasticStepper(scheme, step, wiener, problem.size, settings.step), wiener };
}

function stochasticProblem(
  noise: NoisePart,
  scheme: Scheme,
  { size, evaluate }: Problem,
  { increments, areas }: Wiener,
  { names, place, whole, inputs }: Stepped,
): StochasticProblem {
  checkAdditive(noise, scheme, names);
  const derivative = new Float64Array(size);
  const observe = (observer: Observer) => (t: number, y: Float64Array) => {
    inputs.at(t);
    return observer(t, whole(t, y), inputs.p, inputs.u);
  };
  return {
    noisy: noise.states.map(place),
    drift(t, y) {
      evaluate(t, y, derivative);
      return derivative;
    },
    strengths: observe(noise.strengths()),
    slopes: scheme.noise === "own" ? observe(ownSlopes(noise, scheme, names)) : () => derivative,
    increments,
    areas,
    stage: new Float64Array(size),
  };
}

function ownSlopes(noise: NoisePart, { name }: Scheme, names: readonly string[]): Observer {
  const slopes = noise.slopes();
  if ("own" in slopes) return slopes.own();
  throw failure("HS1407", {
    scheme: name,
    state: names[slopes.crossed]!,
    problem: "it reads another state with noise",
  });
}

function checkAdditive(
  { readsStates, states }: NoisePart,
  { name, noise }: Scheme,
  names: readonly string[],
) {
  const first = readsStates.indexOf(true);
  if (noise !== "additive" || first < 0) return;
  throw failure("HS1407", {
    scheme: name,
    state: names[states[first]!]!,
    problem: "it changes with a state",
  });
}
