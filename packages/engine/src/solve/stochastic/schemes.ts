import { eulerMaruyama } from "./euler-maruyama.ts";
import { milstein } from "./milstein.ts";
import type { SchemeName } from "./noise-options.ts";
import type { Scheme } from "./scheme.ts";
import { sra1 } from "./sra1.ts";

/** Every scheme for noise, listed once. */
export const schemes: Readonly<Record<SchemeName, Scheme>> = {
  "euler-maruyama": eulerMaruyama,
  milstein,
  sra1,
};
