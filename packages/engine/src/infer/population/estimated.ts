/** A value that is estimated, on a scale without bounds. */
export interface Estimated {
  readonly name: string;
  readonly start: number;
  readonly scale: EstimatedScale;
  /** The effect around it: more of it, on its scale, is as good as more of the effect in everybody. */
  readonly centreOf?: string;
}

/** Of positive numbers the logarithm; of numbers between two others the logit. */
export type EstimatedScale =
  | "as it is"
  | "logarithm"
  | { readonly is: "logit"; readonly low: number; readonly high: number };

export function toFree({ start, scale }: Estimated): number {
  if (scale === "as it is") return start;
  return scale === "logarithm" ? Math.log(start) : Math.log((start - scale.low) / (scale.high - start));
}

export function fromFree({ scale }: Estimated, free: number): number {
  if (scale === "as it is") return free;
  return scale === "logarithm" ? Math.exp(free) : scale.low + (scale.high - scale.low) * share(free);
}

/** d number / d free. */
export function slopeOf({ scale }: Estimated, free: number): number {
  if (scale === "as it is") return 1;
  if (scale === "logarithm") return Math.exp(free);
  return (scale.high - scale.low) * share(free) * share(-free);
}

const share = (logit: number) => 1 / (1 + Math.exp(-logit));
