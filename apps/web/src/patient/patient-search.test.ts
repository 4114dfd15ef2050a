import { describe, expect, it } from "vitest";
import { hour } from "../format/time.ts";
import type { Span } from "../timeline/geometry/span.ts";
import { asPatientSearch, searchOf, spanOf, withoutSpan } from "./patient-search.ts";

describe("the address of a patient's page", () => {
  it("leads every span back to itself", () => {
    const spans: Span[] = [
      { kind: "follow", past: 12 * hour },
      { kind: "follow", past: 5 * hour },
      { kind: "all" },
      { kind: "fixed", window: { from: 60_000, to: 600_000 } },
    ];
    for (const span of spans) expect(spanOf(asPatientSearch({ ...searchOf(span) }))).toEqual(span);
  });
  it("keeps changes that are whole and leaves out what is not", () => {
    const code = { system: "s", code: "c" };
    const good = { kind: "add", code, value: 40, at: 1 };
    const { try: changes } = asPatientSearch({
      try: [good, { kind: "add", code }, 7, { kind: "skip", key: "k" }],
    });
    expect(changes).toEqual([good, { kind: "skip", key: "k" }]);
    expect(asPatientSearch({ try: [] }).try).toEqual([]);
    expect(asPatientSearch({ try: "x", span: "5h", from: "a" })).toEqual({});
  });
  it("names no span where the ends are reversed", () => {
    expect(spanOf({ from: 5, to: 1 })).toBeNull();
    expect(withoutSpan({ span: "3h", lanes: "all" })).toEqual({ lanes: "all" });
  });
});
