/** An expression of MODEL.json and where it stands there. */
export interface PlacedText {
  readonly text: string;
  readonly path: string;
}

/** A line of equation text, and where what stands after its prefix comes from. */
export interface Line {
  readonly prefix: string;
  readonly text: string;
  readonly suffix: string;
  readonly path: string;
}
