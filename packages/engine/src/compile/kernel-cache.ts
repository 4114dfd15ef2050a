import type { Kernel } from "./kernel.ts";

const cached = new Map<string, Kernel>();
/** Kernels are small; this only bounds a process that meets new models for ever. */
const most = 256;

/** The kernel of this name, made once while it is in use. */
export function cachedKernel(name: string, make: () => Kernel): Kernel {
  const known = cached.get(name);
  if (known !== undefined) return known;
  const kernel = make();
  const [oldest] = cached.keys();
  if (cached.size >= most && oldest !== undefined) cached.delete(oldest);
  cached.set(name, kernel);
  return kernel;
}
