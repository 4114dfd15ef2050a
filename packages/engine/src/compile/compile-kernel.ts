import type { System, Unbroken } from "../model/system.ts";
import { interpretKernel } from "./interpreter.ts";
import { compileJavaScript } from "./javascript/compile-javascript.ts";
import type { Hybrid, Kernel, LinearPartKernel } from "./kernel.ts";
import { cachedKernel } from "./kernel-cache.ts";
import { linearPartKernel } from "./linear-part-kernel.ts";
import { noisePart } from "./noise-part.ts";
import { observer } from "./observer.ts";
import { solvedStarts } from "./solved-starts.ts";

/**
 * The kernel of a system, made once for each model hash: generated code where that is allowed, else the interpreter
 * (`kernel.backend` tells which; both give the same bits). What a schedule fires are its events; those that the state
 * sets off, delays and constraints are its `hybrid` part.
 */
export function compileKernel(system: System): Kernel {
  return cachedKernel(system.hash, () => {
    const events = system.events.filter((event) => event.trigger === undefined);
    const continuous = { ...system, events };
    const kernel = compileJavaScript(continuous) ?? interpretKernel(continuous);
    const { initialisation: open } = system;
    const starts = open ? { fillStarts: solvedStarts(system, open, kernel) } : {};
    const noise = system.noise === undefined ? {} : { noise: noisePart(system, system.noise) };
    const unbroken = system.unbroken === undefined ? {} : { unbroken: unbrokenPart(system, system.unbroken) };
    const hybrid = isHybrid(system) ? { hybrid: hybridPart(system) } : {};
    let part: LinearPartKernel | undefined;
    const linearPart = () => {
      part ??= linearPartKernel(system);
      return part;
    };
    return { ...kernel, ...starts, ...noise, ...unbroken, ...hybrid, linearPart };
  });
}

/** Whether there is anything to watch, to remember or to solve for besides derivatives. */
export function isHybrid({ constraints, delays, events }: System): boolean {
  return (
    constraints !== undefined || delays !== undefined || events.some((event) => event.trigger !== undefined)
  );
}

function unbrokenPart(system: System, all: readonly Unbroken[]): NonNullable<Kernel["unbroken"]> {
  return {
    turns: all.map(({ state, parameter }) => ({ state, parameter })),
    observer: () =>
      observer(
        system,
        "unbroken",
        all.map(({ node }) => node),
      ),
  };
}

function hybridPart(system: System): Hybrid {
  return {
    system,
    observer: (purpose, nodes, graph = system.graph) => observer({ ...system, graph }, purpose, nodes),
  };
}
