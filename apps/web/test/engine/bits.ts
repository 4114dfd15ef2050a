import {
  compileKernel,
  drawMembers,
  type EnsembleBackend,
  interpretKernel,
  type Kernel,
  lower,
  type Model,
  normalQuantile,
  randomStream,
  simulate,
  simulateEnsemble,
  type WorkersEnsembleOptions,
} from "@homeostat/engine";
import {
  catalogue,
  earlyHivBurstPearson2011,
  earlyHivPearson2011,
  gompertzAlbanoGiorno2006,
  uvaPadovaS2008,
} from "@homeostat/models";

/** The same members, whoever runs them. */
export const cohort = {
  members: 48,
  parameters: drawMembers(uvaPadovaS2008, { members: 48, seed: 11 }),
  schedule: [
    { kind: "dose", dose: "meal", at: 60, amount: 60 },
    { kind: "dose", dose: "bolus", at: 60, amount: 5 },
  ],
  to: 480,
  every: 5,
} as const;

const early = { members: 24, parameters: { R0: 2, N: 20, c: 3 }, to: 3, every: 0.5 } as const;
const growing = { members: 24, to: 60, every: 20 } as const;

/** Members that chance moves, by each way that there is for these models. */
export const chances: Readonly<Record<string, readonly [Model, Omit<WorkersEnsembleOptions, "signal">]>> = {
  "next reaction": [earlyHivPearson2011, { ...early, jumps: { seed: 3 } }],
  direct: [earlyHivBurstPearson2011, { ...early, jumps: { seed: 3, method: "direct" } }],
  "tau-leaping": [
    earlyHivPearson2011,
    { ...early, parameters: { V0: 2000 }, to: 0.2, every: 0.05, jumps: { seed: 3, method: "tau-leaping" } },
  ],
  "euler-maruyama": [gompertzAlbanoGiorno2006, { ...growing, noise: { seed: 3, step: 1 } }],
  milstein: [gompertzAlbanoGiorno2006, { ...growing, noise: { seed: 3, step: 1, scheme: "milstein" } }],
};

/** Every bit of what the engine computes here, as a digest for each piece of work. */
export function bitsOfEngine(): Readonly<Record<string, string>> {
  return {
    ...randomBits(),
    ...Object.fromEntries([...catalogue.values()].flatMap(({ model }) => kernelBits(model))),
    "one person": digest(Object.values(simulate(uvaPadovaS2008, { ...cohort, parameters: {} }).states)),
    ...Object.fromEntries((["wasm", "javascript"] as const).map(ensembleBits)),
    ...chanceBits(),
  };
}

/** What the place allows, and what the engine made of it. */
export function engineHere() {
  const { ranBy } = simulateEnsemble(uvaPadovaS2008, { ...cohort, to: 5 });
  return {
    kernel: compileKernel(lower(uvaPadovaS2008)).backend,
    ranBy,
    shared: typeof SharedArrayBuffer !== "undefined",
  };
}

function randomBits() {
  const uniforms = Float64Array.from({ length: 4000 }, (_, i) =>
    randomStream({ seed: i % 7, purpose: "bits", member: i, drawn: i % 13 }).uniform(),
  );
  return { philox: digest([uniforms]), "normal quantile": digest([uniforms.map(normalQuantile)]) };
}

function kernelBits(model: Model) {
  const system = lower(model);
  return [
    [`kernel ${model.id}`, digest(valuesOf(compileKernel(system)))],
    [`interpreter ${model.id}`, digest(valuesOf(interpretKernel(system)))],
  ] as const;
}

/** Starts, slopes and outputs, at the start and a little beside it. */
function valuesOf(kernel: Kernel): readonly Float64Array[] {
  const column = (names: readonly unknown[]) => new Float64Array(names.length);
  const [y, p, u, c] = [
    column(kernel.states),
    column(kernel.parameters),
    column(kernel.inputs),
    new Float64Array(kernel.constants),
  ] as const;
  kernel.fillParameters(p, new Uint8Array(p.length));
  kernel.fillInputs(u, p);
  kernel.fillStarts(y, 0, p, u);
  kernel.fillConstants(c, p, u);
  return [0, 1, 2].flatMap((step) => {
    const beside = y.map((value, i) => value * (1 + 0.01 * step * (i + 1)) + 0.001 * step);
    const [slopes, outputs] = [column(kernel.states), column(kernel.outputs)] as const;
    kernel.derivatives(step, beside, c, slopes);
    kernel.observe(step, beside, p, u, outputs);
    return [beside, slopes, outputs];
  });
}

function ensembleBits(backend: EnsembleBackend) {
  return [`ensemble ${backend}`, ensembleDigest(simulateEnsemble(uvaPadovaS2008, { ...cohort, backend }))];
}

export function chanceBits(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(chances).map(([name, [model, options]]) => [
      name,
      ensembleDigest(simulateEnsemble(model, options)),
    ]),
  );
}

export const ensembleDigest = ({ outputs }: { readonly outputs: Readonly<Record<string, Float64Array>> }) =>
  digest(Object.values(outputs));

/** FNV-1a over 32-bit words, in two lanes. */
export function digest(columns: readonly Float64Array[]): string {
  let [a, b] = [0x811c9dc5, 0x050c5d1f];
  for (const column of columns) {
    for (const word of new Uint32Array(Float64Array.from(column).buffer)) {
      a = Math.imul(a ^ word, 0x01000193);
      b = Math.imul(b ^ (word >>> 7) ^ a, 0x01000193);
    }
  }
  return `${(a >>> 0).toString(16)}-${(b >>> 0).toString(16)}`;
}
