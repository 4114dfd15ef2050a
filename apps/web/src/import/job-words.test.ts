import type { Job } from "@homeostat/server/contract";
import { expect, it } from "vitest";
import { builtWords, progressWords, sendingWords, shareDone, summaryOf } from "./job-words.ts";

const job: Job = {
  id: "j",
  kind: "import",
  title: "t",
  state: "running",
  done: 32,
  total: 100,
  etaSeconds: 42,
  message: "",
  result: null,
  error: null,
};

it("says how far the work is and how long it will take, as far as that is known", () => {
  expect(progressWords(job)).toBe("32 %, about 42 s left");
  expect(progressWords({ ...job, etaSeconds: 300 })).toBe("32 %, about 5 min left");
  expect(progressWords({ ...job, total: null, etaSeconds: null })).toBe("32 read");
  expect(shareDone({ ...job, done: 120 })).toBe(1);
});

it("says how far the sending is, and how long it will take once that can be told", () => {
  expect(sendingWords({ share: 0.1, milliseconds: 300 })).toBe("Sending, 10 %");
  expect(sendingWords({ share: 0.25, milliseconds: 4000 })).toBe("Sending, 25 %, about 12 s left");
  expect(sendingWords({ share: 1, milliseconds: 4000 })).toMatch(/^Sent/);
});

it("takes for a summary only what is one", () => {
  const summary = { files: 1, resources: 2, observations: 3, context: 4, refused: 5, new: 6, refusals: [] };
  expect(summaryOf({ ...job, result: summary })).toBe(summary);
  expect(summaryOf({ ...job, result: { files: 1 } })).toBeNull();
  expect(summaryOf(job)).toBeNull();
});

it("says what came of building twins, and nothing of other work", () => {
  const built = { ...job, kind: "twins", state: "done", result: { built: 3 } } as const;
  expect(builtWords(built)).toBe("The twins of 3 people have followed.");
  expect(builtWords({ ...built, state: "cancelled", result: null })).toMatch(/left are built when/);
  expect(builtWords({ ...built, state: "running", result: null })).toBeNull();
  expect(builtWords({ ...job, state: "done" })).toBeNull();
});
