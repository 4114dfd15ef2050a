import type { Kernel } from "./kernel.ts";
import { madeOnce } from "./made-once.ts";

/** The kernel of this name, made once while it is in use. */
export const cachedKernel = madeOnce<Kernel>();
