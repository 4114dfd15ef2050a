import { drawNormal, type RandomStream } from "@homeostat/engine";
import { between, type Device, happens } from "./device.ts";

/** Limits, steps and dose errors of one pump. */
export interface PumpSpec {
  readonly id: string;
  readonly title: string;
  readonly reference: string;
  /** Smallest step and largest bolus, U. */
  readonly bolusStep: number;
  readonly bolusLimit: number;
  /** Smallest step and largest basal rate, U/h. */
  readonly basalStep: number;
  readonly basalLimit: number;
  /** Relative standard deviation of what is delivered. */
  readonly basalError: number;
  readonly bolusError: number;
}

const simglucose = "simglucose pump table (MIT); increments in U";
const loopinsight = "loopinsight1 device tables (MIT)";

export const pumps: readonly PumpSpec[] = [
  pump("insulet", "Insulet OmniPod", simglucose, [0.05, 30], [0.05, 30], [0, 0]),
  pump("cozmo", "Deltec Cozmo", simglucose, [0.05, 75], [0.05, 35], [0, 0]),
  pump("medtronic-670g", "Medtronic 670G", loopinsight, [0.025, 75], [0.025, 35], [0.0374, 0.0248]),
  pump("tandem-x2", "Tandem t:slim X2", loopinsight, [0.01, 25], [0.001, 15], [0.0295, 0.0094]),
];

type Pair = readonly [number, number];

function pump(id: string, title: string, reference: string, bolus: Pair, basal: Pair, error: Pair): PumpSpec {
  const [bolusStep, bolusLimit] = bolus;
  const [basalStep, basalLimit] = basal;
  const [basalError, bolusError] = error;
  return { id, title, reference, bolusStep, bolusLimit, basalStep, basalLimit, basalError, bolusError };
}

/** What goes wrong with the infusion set. A leak is silent; an occlusion ends with an alarm and a new set. */
export interface SetFaults {
  readonly leaksPerDay: number;
  /** Share of the insulin that still arrives. */
  readonly leakArrives: readonly [number, number];
  readonly occlusionsPerDay: number;
  /** Insulin held back before the pressure alarm, U. */
  readonly occlusionAlarm: readonly [number, number];
  /** Days between set changes. */
  readonly changeDays: number;
}

export const usualSetFaults: SetFaults = {
  leaksPerDay: 0.015,
  leakArrives: [0.2, 0.8],
  occlusionsPerDay: 0.01,
  occlusionAlarm: [1, 3],
  changeDays: 3,
};

export interface PumpState {
  readonly setAgeMinutes: number;
  /** Share of the insulin that arrives: 1 in health, below it in a leak, 0 when occluded. */
  readonly arrives: number;
  /** U held back so far, and at which the alarm sounds; null unless occluded. */
  readonly heldBack: { readonly units: number; readonly alarmAt: number } | null;
}

export interface PumpInput {
  /** U/h. */
  readonly basal: number;
  /** U, now. */
  readonly bolus: number;
}

export interface PumpOutput {
  /** What the pump records: quantised, within its limits. */
  readonly recorded: PumpInput;
  /** What reaches the person. */
  readonly delivered: PumpInput;
  readonly alarm: "occlusion" | null;
  readonly newSet: boolean;
}

const stepMinutes = 5;

export function insulinPump(spec: PumpSpec, faults: SetFaults): Device<PumpState, PumpInput, PumpOutput> {
  return {
    id: spec.id,
    title: spec.title,
    reference: spec.reference,
    nature: "published",
    stepMinutes,
    begin: () => freshSet,
    step: (state, input, chance) => {
      const recorded = quantised(spec, input);
      const failing = nextFailure(faults, state, chance);
      const delivered = dose(spec, failing, recorded, chance);
      const { state: next, alarm } = holdBack(failing, recorded);
      const worn = next.setAgeMinutes >= faults.changeDays * 1440;
      return {
        state: worn || alarm !== null ? freshSet : next,
        output: { recorded, delivered, alarm, newSet: worn || alarm !== null },
      };
    },
  };
}

const freshSet: PumpState = { setAgeMinutes: 0, arrives: 1, heldBack: null };

/** Pumps count whole steps; the small allowance forgives binary fractions (0.3/0.05 is 5.999…). */
function quantised(spec: PumpSpec, { basal, bolus }: PumpInput): PumpInput {
  const whole = (value: number, step: number, limit: number) =>
    Math.floor(Math.min(Math.max(value, 0), limit) / step + 1e-6) * step;
  return {
    basal: whole(basal, spec.basalStep, spec.basalLimit),
    bolus: whole(bolus, spec.bolusStep, spec.bolusLimit),
  };
}

function dose(
  spec: PumpSpec,
  state: PumpState,
  { basal, bolus }: PumpInput,
  chance: RandomStream,
): PumpInput {
  const off = (sd: number) => state.arrives * Math.max(0, 1 + sd * drawNormal(chance));
  return { basal: basal * off(spec.basalError), bolus: bolus * off(spec.bolusError) };
}

function nextFailure(faults: SetFaults, state: PumpState, chance: RandomStream): PumpState {
  const older = { ...state, setAgeMinutes: state.setAgeMinutes + stepMinutes };
  if (state.arrives < 1) return older;
  if (happens(faults.leaksPerDay, stepMinutes, chance))
    return { ...older, arrives: between(...faults.leakArrives, chance) };
  if (!happens(faults.occlusionsPerDay, stepMinutes, chance)) return older;
  return { ...older, arrives: 0, heldBack: { units: 0, alarmAt: between(...faults.occlusionAlarm, chance) } };
}

function holdBack(state: PumpState, recorded: PumpInput): { state: PumpState; alarm: PumpOutput["alarm"] } {
  if (state.heldBack === null) return { state, alarm: null };
  const units = state.heldBack.units + recorded.bolus + (recorded.basal * stepMinutes) / 60;
  const alarm = units >= state.heldBack.alarmAt ? "occlusion" : null;
  return { state: { ...state, heldBack: { ...state.heldBack, units } }, alarm };
}
