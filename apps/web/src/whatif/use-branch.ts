import type { Code, Forecast, WhatIf } from "@homeostat/twin";
import { useCallback, useEffect, useRef, useState } from "react";
import { fetchBranchBase } from "../api/queries.ts";
import { type BranchClient, createBranchClient } from "./branch-client.ts";
import type { Change } from "./kinds.ts";
import type { FromWorker } from "./protocol.ts";

/** How far a branch looks ahead. */
export const horizonMinutes = 300;

export interface Branch {
  readonly state: "loading" | "ready" | "failed";
  /** The forecast that the change is held against, made from the same snapshot. */
  readonly today: Forecast | null;
  /** The inputs that this twin takes. */
  readonly takes: readonly Code[];
  readonly whatIf: WhatIf | null;
  /** From asking to having the answer, of the last answer: what a drag feels like. */
  readonly milliseconds: number;
  /** The part of it that the twin computed. */
  readonly computed: number;
  /** Counts the answers, so that a reader can tell one from the next. */
  readonly turn: number;
  readonly failure: string | null;
}

const nothing: Branch = {
  state: "loading",
  today: null,
  takes: [],
  whatIf: null,
  milliseconds: 0,
  computed: 0,
  turn: 0,
  failure: null,
};

const hearing = (old: Branch, answer: FromWorker, milliseconds: number): Branch => {
  switch (answer.kind) {
    case "loaded":
      return {
        ...nothing,
        state: "ready",
        today: answer.today,
        takes: answer.takes,
        milliseconds,
        computed: answer.milliseconds,
      };
    case "branch":
      return {
        ...old,
        whatIf: answer.whatIf,
        milliseconds,
        computed: answer.milliseconds,
        turn: answer.turn,
        failure: null,
      };
    case "failed":
      return { ...old, state: answer.turn === null ? "failed" : old.state, failure: answer.message };
  }
};

const openWorker = (): Worker =>
  new Worker(new URL("./branch.worker.ts", import.meta.url), { type: "module" });

const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** A twin of this person in a worker of the page; `tryOut` asks it, `rebase` takes a fresh snapshot. */
export const useBranch = (patient: string) => {
  const [branch, setBranch] = useState<Branch>(nothing);
  const client = useRef<BranchClient | null>(null);
  const [base, setBase] = useState(0);
  useEffect(() => {
    const made = createBranchClient(
      openWorker(),
      (answer, wantedAt) => {
        const waited = performance.now() - wantedAt;
        setBranch((old) => hearing(old, answer, waited));
      },
      () => performance.now(),
    );
    client.current = made;
    return () => {
      client.current = null;
      made.stop();
    };
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `base` counts how often a fresh snapshot was asked for
  useEffect(() => {
    let gone = false;
    setBranch(nothing);
    fetchBranchBase(patient)
      .then(({ bytes, inputs }) => {
        if (gone) return;
        client.current?.load({ snapshot: bytes, inputs, horizonMinutes });
      })
      .catch((error: unknown) => {
        if (!gone) setBranch({ ...nothing, state: "failed", failure: words(error) });
      });
    return () => {
      gone = true;
    };
  }, [patient, base]);
  const tryOut = useCallback((changes: readonly Change[]) => {
    client.current?.tryOut(changes);
  }, []);
  const rebase = useCallback(() => setBase((count) => count + 1), []);
  return { branch, tryOut, rebase };
};
