/** An expression of MODEL.json and where it stands there. */
export interface PlacedText {
  readonly text: string;
  readonly path: string;
}
