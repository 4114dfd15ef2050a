import type { TestCase, TestModule } from "vitest/node";

/** Ends a run with what was skipped and why, and with one plain line that people and machines count by. */
export default class ClosingLineReporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const broken = modules.filter((module) => module.errors().length > 0).length + unhandled.length;
    const count = (state: string) => tests.filter((test) => test.result().state === state).length;
    for (const line of skipNotes(tests)) console.log(line);
    console.log(`${count("passed")} passed, ${count("failed") + broken} failed, ${count("skipped")} skipped`);
  }
}

function skipNotes(tests: readonly TestCase[]): string[] {
  const notes = new Map<string, number>();
  for (const test of tests) {
    const result = test.result();
    if (result.state !== "skipped") continue;
    const note = result.note ?? `no reason given: ${test.fullName}`;
    notes.set(note, (notes.get(note) ?? 0) + 1);
  }
  return [...notes].map(
    ([note, times]) => `${note.startsWith("skipped") ? "" : "skipped: "}${note} (${times})`,
  );
}
