/** −1…1 over the local day, highest at `peakHour`. */
export function dayRhythm(localHour: number, peakHour: number): number {
  return Math.cos((2 * Math.PI * (localHour - peakHour)) / 24);
}

/** One step of noise that forgets itself over `memoryMinutes` and has standard deviation `sd` (exact for any step). */
export function wander(
  value: number,
  sd: number,
  memoryMinutes: number,
  stepMinutes: number,
  normal: number,
): number {
  const keep = Math.exp(-stepMinutes / memoryMinutes);
  return keep * value + sd * Math.sqrt(1 - keep * keep) * normal;
}
