import type { EnsembleSolution } from "@homeostat/engine";
import type { bitsOfEngine, engineHere } from "./bits.ts";

export interface TestOutcome {
  readonly title: string;
  readonly state: string;
  readonly why?: string;
}

/** What a test asks of the page that it opened: see in-page/page.ts. */
export interface InPage {
  bits(): Promise<{
    readonly bits: ReturnType<typeof bitsOfEngine>;
    readonly here: ReturnType<typeof engineHere>;
  }>;
  /** Runs the tests of a built worker. */
  suite(file: string): Promise<readonly TestOutcome[]>;
  ensemble(workers: number): Promise<{
    readonly digest: string;
    readonly shared: boolean;
    readonly ranBy: EnsembleSolution["ranBy"];
  }>;
  /** Digests of members that chance moves, by the way they are moved. */
  chance(workers: number): Promise<Readonly<Record<string, string>>>;
  /** Milliseconds from the question to the answer of each of `rounds` what-ifs: 200 members through 24 hours. */
  whatIf(workers: number, rounds: number): Promise<readonly number[]>;
}
