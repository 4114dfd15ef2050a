import { knownCodes, type Observation } from "@homeostat/twin";

export const minute = 60_000;
export const begin = Date.UTC(2026, 0, 1);

/** One sensor reading, `index` five-minute steps after the beginning. */
export function reading(subject: string, index: number, over: Partial<Observation> = {}): Observation {
  /** Up and down between 100 and 140, without jumps: a fall of 40 at once would be a sensor's fault. */
  const value = 140 - Math.abs((index % 80) - 40);
  const { code, unit } = knownCodes.cgmGlucose;
  return {
    key: `test:cgm:${index}`,
    subject,
    code,
    value: { kind: "quantity", value, unit },
    asReceived: { value: value / 18, unit: "mmol/L" },
    start: begin + index * 5 * minute,
    offsetMinutes: 60,
    received: begin + index * 5 * minute + 1000,
    source: { system: "test", device: "cgm-1", resource: `line ${index}` },
    quality: { status: "ok" },
    ...over,
  };
}

export const readings = (subject: string, count: number, from = 0) =>
  Array.from({ length: count }, (_, i) => reading(subject, from + i));
