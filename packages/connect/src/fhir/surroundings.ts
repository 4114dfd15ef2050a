import type { Instant } from "@homeostat/twin";
import type { RecordIndex } from "./reference.ts";

/** What a mapping may know beside the record itself. */
export interface Surroundings {
  readonly now: Instant;
  /** The file, as it is shown and as its fullUrls are scoped. */
  readonly file: string;
  readonly line?: number;
  readonly fullUrl?: string;
  readonly index: RecordIndex;
}
