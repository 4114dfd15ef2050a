import { failure } from "../errors/registry.ts";
import type { System } from "../model/system.ts";
import { interpretKernel } from "./interpreter.ts";
import { compileJavaScript } from "./javascript/compile-javascript.ts";
import type { Kernel } from "./kernel.ts";

/** Nothing that a kernel cannot do is left out in silence. */
function refuseHybrid({ constraints, delays, events }: System): void {
  if (constraints !== undefined) throw failure("HS1218", { what: "equations 0 = …" });
  if (delays !== undefined) throw failure("HS1218", { what: "delays" });
  const triggered = events.find((event) => event.trigger !== undefined);
  if (triggered) throw failure("HS1218", { what: `the triggered event '${triggered.name}'` });
}

const cached = new Map<string, Kernel>();
/** Kernels are small; this only bounds a process that meets new models for ever. */
const most = 256;

/**
 * The kernel of a system, made once for each model hash: generated code where that is allowed, else the interpreter
 * (`kernel.backend` tells which; both give the same bits).
 */
export function compileKernel(system: System): Kernel {
  refuseHybrid(system);
  const known = cached.get(system.hash);
  if (known !== undefined) return known;
  const kernel = compileJavaScript(system) ?? interpretKernel(system);
  const [oldest] = cached.keys();
  if (cached.size >= most && oldest !== undefined) cached.delete(oldest);
  cached.set(system.hash, kernel);
  return kernel;
}
