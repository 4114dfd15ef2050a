import { drawLogNormal, drawNormal, type RandomStream } from "@homeostat/engine";

/** How a person's sensitivity to insulin goes over the day: exp(amplitude · cos(2π(hour − peakHour)/24)). Ours, not published. */
export interface Rhythm {
  readonly amplitude: number;
  readonly peakHour: number;
}

export function drawRhythm(chance: RandomStream): Rhythm {
  return { amplitude: drawLogNormal(chance, 0.3, 0.3), peakHour: drawNormal(chance, 15, 2) };
}

/** Factor on sensitivity at a local hour. */
export function sensitivityAt({ amplitude, peakHour }: Rhythm, hour: number): number {
  return Math.exp(amplitude * Math.cos((2 * Math.PI * (hour - peakHour)) / 24));
}

/** Insulin needed at a local hour, relative to the mean of the day. */
export function need(rhythm: Rhythm, hour: number): number {
  return 1 / sensitivityAt(rhythm, hour);
}
