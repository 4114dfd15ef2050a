/**
 * A function whose steps are written out where it is used: a call would put its arguments and its result on the heap.
 * Its text assigns its variables, which all uses in a section share, after its arguments have been computed.
 */
export interface FunctionText {
  /** How many plain operations its code is as long as. */
  readonly length: number;
  readonly variables: readonly string[];
  /** The one that holds the second argument while the first is computed, which must not assign it. */
  readonly waiting?: string;
  /** What its text reads, by name. */
  readonly given: Readonly<Record<string, unknown>>;
  readonly text: (x: string, y: string) => string;
}
