import { adaptiveMetropolis } from "../adaptive-metropolis.ts";
import { affineEnsemble } from "../affine-ensemble.ts";
import { nuts } from "../nuts/nuts.ts";
import { temperedParticles } from "../tempered-particles.ts";

/** Every sampler, for the properties that all of them have. */
export const allSamplers = [
  ["nuts", nuts()],
  ["nuts with a dense metric", nuts({ metric: "dense" })],
  ["adaptive Metropolis", adaptiveMetropolis()],
  ["affine ensemble", affineEnsemble()],
  ["tempered particles", temperedParticles()],
] as const;
