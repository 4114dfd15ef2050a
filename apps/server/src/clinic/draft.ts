import { bound, type Instant, type KnownCode, knownCodes, type Observation } from "@homeostat/twin";

/** Something that a device or a person reports, before it is sent. */
export interface Draft {
  readonly what: KnownCode;
  readonly value: number;
  readonly start: Instant;
  readonly end?: Instant;
  readonly device: string;
  /** When it would arrive if the phone were at hand. */
  readonly ready: Instant;
  /** The value is only the end of the sensor's range. */
  readonly beyond?: "below" | "above";
}

export interface Sender {
  readonly seed: number;
  readonly subject: string;
  readonly offsetMinutes: number;
}

const clinicSystem = "virtual-clinic";

/** The observation of a draft, as it arrives at `received`. */
export function observed(
  draft: Draft,
  { seed, subject, offsetMinutes }: Sender,
  received: Instant,
): Observation {
  const { code, unit } = knownCodes[draft.what];
  return {
    key: `${clinicSystem}:${seed}:${subject}:${draft.what}:${draft.start}`,
    subject,
    code,
    value: { kind: "quantity", value: draft.value, unit },
    asReceived: { value: draft.value, unit },
    start: draft.start,
    ...(draft.end === undefined ? {} : { end: draft.end }),
    offsetMinutes,
    received,
    source: { system: clinicSystem, device: draft.device },
    quality: draft.beyond === undefined ? { status: "ok" } : bound(draft.beyond),
  };
}
