import { BdfStepper } from "../bdf/bdf-stepper.ts";
import { ExplicitStepper } from "../explicit-stepper.ts";
import { rodas5p } from "../methods/rodas5p.ts";
import { tsit5 } from "../methods/tsit5.ts";
import { RosenbrockStepper } from "../rosenbrock-stepper.ts";
import type { Problem, Stepper } from "../stepper.ts";
import { WatchedLinear } from "./watched-linear.ts";

/** Length of the interval on the negative real axis in which Tsitouras's pair is stable, less a margin. */
const stable = 3;
/** Of explicit steps one in so many is looked at. */
const lookEvery = 10;
/**
 * Explicit steps under suspicion before an implicit method takes over, and implicit ones of calm before it goes. Setting
 * an implicit method up costs about as much as a hundred explicit steps: no more are lost before it is known to pay.
 */
const most = { suspicion: 10 * lookEvery, calm: 5 } as const;
/** Where an explicit step of this length would be stable by far, it is the cheaper one. */
const calm = 2;
/** From this size on, one factoring of a multistep method costs less than one a step. */
const large = 1000;

/**
 * Tsitouras's pair while it serves, and an implicit method while the problem is stiff: Rodas5P, or differentiation
 * formulas for large systems. Explicit steps tell stiffness by the quotient of Hairer & Wanner, Solving Ordinary
 * Differential Equations II, IV.2 (2.2); implicit ones by the size of their Jacobian. What was seen so far is the `mode`,
 * which a member carries on: below `suspicion` explicit, from there on implicit.
 */
export class AutoStepper implements Stepper {
  mode = 0;
  private readonly explicit: ExplicitStepper;
  private readonly makeImplicit: () => Implicit;
  private implicit: Implicit | undefined;
  private current: Stepper;
  private end = 0;
  private h = 0;

  constructor(problem: Problem) {
    this.explicit = new ExplicitStepper(tsit5, problem);
    this.makeImplicit = () => implicitFor(problem);
    this.current = this.explicit;
  }

  get degree(): number {
    return this.current.degree;
  }

  get mostGrowth(): number {
    return this.current.mostGrowth;
  }

  get evaluations(): number {
    return this.explicit.evaluations + (this.implicit?.stepper.evaluations ?? 0);
  }

  get suspect(): number | undefined {
    return this.current.suspect;
  }

  begin(t: number, y: Float64Array): boolean {
    this.current = this.chosen();
    return this.current.begin(t, y);
  }

  firstStep(t: number, y: Float64Array, kept: number): number {
    return this.current.firstStep(t, y, kept);
  }

  attempt(t: number, h: number, y: Float64Array): number {
    this.end = t + h;
    this.h = h;
    return this.current.attempt(t, h, y);
  }

  accept(y: Float64Array, error: number, isCut: boolean): number {
    const { current, mode } = this;
    if (!isImplicit(mode) && mode % lookEvery !== 0) this.mode = mode + 1;
    else this.mode = nextMode(mode, this.stiffness(y));
    const factor = current.accept(y, error, isCut);
    const next = this.chosen();
    if (isCut || next === current || !next.begin(this.end, y)) return factor;
    this.current = next;
    return next.firstStep(this.end, y, factor * this.h) / this.h;
  }

  reject(error: number): number {
    return this.current.reject(error);
  }

  dense(t: number, out: Float64Array): void {
    this.current.dense(t, out);
  }

  private chosen(): Stepper {
    if (!isImplicit(this.mode)) return this.explicit;
    this.implicit ??= this.makeImplicit();
    return this.implicit.stepper;
  }

  /** Of the last attempt, before it is accepted. */
  private stiffness(y: Float64Array): number {
    if (this.current === this.explicit) return this.explicit.stiffness();
    return this.h * (this.implicit?.linear.radius(y) ?? 0);
  }
}

/** Whether a mode is that of an implicit method. */
export const isImplicit = (mode: number): boolean => mode >= most.suspicion;

/**
 * After a step that was looked at. An explicit one that stability cut lets suspicion go on to the next look, any other takes
 * two looks' worth away; implicit steps count calm alike.
 */
function nextMode(mode: number, stiffness: number): number {
  if (!isImplicit(mode)) return stiffness > stable ? mode + 1 : Math.max(0, mode - 2 * lookEvery) + 1;
  if (!(stiffness < calm)) return most.suspicion;
  return mode + 1 < most.suspicion + most.calm ? mode + 1 : 0;
}

interface Implicit {
  readonly stepper: Stepper;
  readonly linear: WatchedLinear;
}

function implicitFor(problem: Problem): Implicit {
  const linear = new WatchedLinear(problem);
  const watched = { ...problem, linear: () => linear };
  const stepper = problem.size < large ? new RosenbrockStepper(rodas5p, watched) : new BdfStepper(watched);
  return { stepper, linear };
}
