export { type CatalogueEntry, catalogue, type Parameters } from "./catalogue.ts";
export type { NoiseState, SecondOrderNoise } from "./devices/autoregressive.ts";
export {
  type CgmInput,
  type CgmOutput,
  type CgmSettings,
  type CgmState,
  cgm,
  usualCgm,
} from "./devices/cgm.ts";
export { bretonCgm } from "./devices/cgm-breton.ts";
export { type CgmErrorModel, cgmErrorModels, g5, g6, g6Population, sevenPlus } from "./devices/cgm-errors.ts";
export { type CgmFaults, noCgmFaults, usualCgmFaults } from "./devices/cgm-faults.ts";
export {
  type BolusQuestion,
  type BolusSettings,
  bolusAdvice,
  insulinOnBoard,
  type PastBolus,
} from "./devices/controllers/basal-bolus.ts";
export { type Device, happens, type Step } from "./devices/device.ts";
export {
  insulinPump,
  type PumpInput,
  type PumpOutput,
  type PumpSpec,
  type PumpState,
  pumps,
  type SetFaults,
  usualSetFaults,
} from "./devices/pump.ts";
export { royParker2007 } from "./exercise/roy-parker-2007.ts";
export { dallaMan2007Exercise, uvaPadovaS2008Exercise } from "./exercise/with-exercise.ts";
export { bergman1979 } from "./glucose/bergman-1979.ts";
export { type CohortSubject, cohortS2008, cohortS2008Parameters } from "./glucose/cohort-s2008.ts";
export { dallaMan2007 } from "./glucose/dalla-man-2007.ts";
export { dallaMan2007Biomd379 } from "./glucose/dalla-man-2007-biomd379.ts";
export { dallaMan2007Healthy } from "./glucose/dalla-man-2007-parameters.ts";
export { glucoseAppearance } from "./glucose/glucose-appearance.ts";
export { hovorka2004 } from "./glucose/hovorka-2004.ts";
export { hovorka2004Subjects } from "./glucose/hovorka-2004-parameters.ts";
export { replayBg2023 } from "./glucose/replay-bg-2023.ts";
export {
  replayBg2023Allows,
  replayBg2023Delays,
  replayBg2023Priors,
} from "./glucose/replay-bg-2023-parameters.ts";
export { uvaPadovaS2008 } from "./glucose/uva-padova-s2008.ts";
export { earlyHivBurstPearson2011, earlyHivPearson2011 } from "./infection/early-hiv-pearson-2011.ts";
export { theophyllineBoeckmann1994 } from "./pharmacology/theophylline-boeckmann-1994.ts";
export { vancomycinBuelga2005 } from "./pharmacology/vancomycin-buelga-2005.ts";
export { vancomycinColin2019 } from "./pharmacology/vancomycin-colin-2019.ts";
export { vancomycinGoti2018 } from "./pharmacology/vancomycin-goti-2018.ts";
export { vancomycinThomson2009 } from "./pharmacology/vancomycin-thomson-2009.ts";
export { warfarinHamberg2010 } from "./pharmacology/warfarin-hamberg-2010.ts";
export { gompertzAlbanoGiorno2006 } from "./tumour/gompertz-albano-giorno-2006.ts";
export { bloodPressure, type PressurePerson } from "./vitals/blood-pressure.ts";
export { type HeartRatePerson, heartRate, maximalHeartRate } from "./vitals/heart-rate.ts";
export { steps } from "./vitals/steps.ts";
export { type WeightPerson, weight } from "./vitals/weight.ts";
