import { expect, test, vi } from "vitest";
import ClosingLineReporter from "./closing-line-reporter.ts";

const moduleOf = (states: readonly object[], errors: readonly unknown[] = []) => ({
  errors: () => errors,
  children: { allTests: () => states.map((result) => ({ fullName: "a test", result: () => result })) },
});

test("the closing line counts a file that could not be loaded as a failure, and says why tests were skipped", () => {
  const lines: string[] = [];
  const log = vi.spyOn(console, "log").mockImplementation((line: string) => void lines.push(line));
  const passed = { state: "passed" };
  const skipped = { state: "skipped", note: "skipped: no data" };
  const modules = [moduleOf([passed, passed, skipped]), moduleOf([], [new Error("no such import")])];
  new ClosingLineReporter().onTestRunEnd(modules as never, []);
  log.mockRestore();
  expect(lines).toEqual(["skipped: no data (1)", "2 passed, 1 failed, 1 skipped"]);
});
