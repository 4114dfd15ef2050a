import type { SecondOrderNoise } from "./autoregressive.ts";

/** Errors of one sensor in its life: reading = gain(t)·glucose + offset(t) + own noise + noise common to sensors, t in days. */
export interface SensorErrors {
  /** Coefficients of 1, t and t². */
  readonly gain: readonly [number, number, number];
  /** mg/dL. */
  readonly offset: readonly [number, number, number];
  readonly own: SecondOrderNoise;
  readonly common: SecondOrderNoise;
}

/** Spread between sensors: means and covariance of a0, a1, a2, b0, α1, α2, σ. */
export interface SensorSpread {
  readonly mean: readonly number[];
  readonly covariance: readonly (readonly number[])[];
  /** The covariance is multiplied by this before drawing, as the authors advise. */
  readonly shrink: number;
  /** Sensors noisier than this are drawn again, mg/dL. */
  readonly largestSd: number;
}

/** A published error model of a continuous glucose monitor, at 5-minute steps. */
export interface CgmErrorModel {
  readonly id: string;
  readonly title: string;
  readonly reference: string;
  readonly typical: SensorErrors;
  readonly spread?: SensorSpread;
}

const none: SecondOrderNoise = { first: 0, second: 0, sd: 0 };
const noise = (first: number, second: number, variance: number): SecondOrderNoise => ({
  first,
  second,
  sd: Math.sqrt(variance),
});

export const sevenPlus: CgmErrorModel = {
  id: "dexcom-seven-plus",
  title: "Dexcom SEVEN Plus (2014)",
  reference: "Facchinetti A, et al. IEEE Trans Biomed Eng 2014;61:620-9. doi:10.1109/TBME.2013.2284023",
  typical: {
    gain: [1.1, 2e-4, 0],
    offset: [-14.8, 0.04, 0],
    own: noise(1.013, -0.2135, 14.45),
    common: noise(1.23, -0.3995, 11.3),
  },
};

export const g5: CgmErrorModel = {
  id: "dexcom-g5",
  title: "Dexcom G5 (2018)",
  reference: "Vettoretti M, et al. IEEE Trans Biomed Eng 2018;65:1281-90. doi:10.1109/TBME.2017.2746340",
  typical: { gain: [1.04, 0.02, 0], offset: [-8.75, 0, 0], own: noise(1.27, -0.42, 7.64), common: none },
};

export const g6: CgmErrorModel = {
  id: "dexcom-g6",
  title: "Dexcom G6, typical sensor (2019)",
  reference: "Vettoretti M, et al. EMBC 2019. doi:10.1109/EMBC.2019.8856790",
  typical: {
    gain: [1.048, -0.033, 0.002],
    offset: [-6.398, 6.179, -0.448],
    own: noise(1.22, -0.331, 3.641),
    common: noise(1.34, -0.492, 5.538),
  },
};

export const g6Population: CgmErrorModel = {
  id: "dexcom-g6-population",
  title: "Dexcom G6, each sensor its own (2019)",
  reference: "Vettoretti M, et al. Sensors 2019;19:5320. doi:10.3390/s19235320",
  typical: {
    gain: [0.94229, 0.00494, -0.000585],
    offset: [6.3826, 0, 0],
    own: { first: 1.26041, second: -0.40222, sd: 3.25164 },
    common: none,
  },
  spread: {
    mean: [
      0.9422876782100031, 0.004939882114180343, -0.0005848748565491275, 6.382602204050874, 1.2604070417357611,
      -0.4022228938823663, 3.2516360856114073,
    ],
    covariance: [
      [
        0.013245827952891259, -0.0039513025350735725, 0.00031276743283791637, 0.15717912467153988,
        0.0026876560011615, -0.002890463382526367, -0.0031801707001874032,
      ],
      [
        -0.0039513025350735725, 0.0018527975980744702, -0.00015580332205794781, -0.10288007693621758,
        -0.0013902327543057948, 0.0011591852212130876, -0.0027284927011686846,
      ],
      [
        0.00031276743283791637, -0.00015580332205794781, 1.3745962164724157e-5, 0.008068586368873889,
        0.00012074974710011031, -0.00010042135441622313, 0.00011130290033867137,
      ],
      [
        0.15717912467153988, -0.10288007693621758, 0.008068586368873889, 29.00583818885299,
        0.12408344051778113, -0.10193644943826737, 0.6007538129420416,
      ],
      [
        0.0026876560011615, -0.0013902327543057948, 0.00012074974710011031, 0.12408344051778113,
        0.020793526742334877, -0.01843110917045998, -0.015721846813032722,
      ],
      [
        -0.002890463382526367, 0.0011591852212130876, -0.00010042135441622313, -0.10193644943826737,
        -0.01843110917045998, 0.0187008679334534, 0.015523335768296294,
      ],
      [
        -0.0031801707001874032, -0.0027284927011686846, 0.00011130290033867137, 0.6007538129420416,
        -0.015721846813032722, 0.015523335768296294, 0.7235683803846348,
      ],
    ],
    shrink: 0.9,
    largestSd: 10,
  },
};

export const cgmErrorModels: readonly CgmErrorModel[] = [g6Population, g6, g5, sevenPlus];
