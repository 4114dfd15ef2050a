import { encodeSnapshot } from "@homeostat/twin";
import { expect, test } from "vitest";
import { designFor } from "../../designs/index.ts";
import { begin, minute, reading, readings } from "../../store/test/samples.ts";
import type { Adoption, TwinUpdate } from "../protocol.ts";
import { KeptTwin } from "./keep-twin.ts";

const nobody = { diabetes: null, ageYears: null, weightKg: null };
const all = readings("someone", 400);
const { design } = designFor(nobody, [{ code: all[0]!.code, count: 400 }]);
const adoption = (observations: Adoption["observations"], from: readonly TwinUpdate[] = []): Adoption => ({
  subject: "someone",
  design: design!,
  seed: 5,
  born: begin,
  checkpoints: checkpointsOf(from),
  observations,
});

/** What the store holds after these updates. */
function checkpointsOf(updates: readonly TwinUpdate[]): Adoption["checkpoints"] {
  const stored = new Map<number, Uint8Array>();
  for (const { checkpoints } of updates) {
    for (const { through, bytes } of checkpoints.fresh) stored.set(through, bytes);
    for (const through of stored.keys()) if (!checkpoints.kept.includes(through)) stored.delete(through);
  }
  return [...stored].map(([through, bytes]) => ({ through, bytes }));
}

const bits = (kept: KeptTwin) => Buffer.from(encodeSnapshot(kept.history.twin)).toString("base64");
const [whole, rebuilt] = KeptTwin.adopt(adoption(all));

test("a twin that is taken up from a checkpoint is the twin that never stopped, bit for bit", () => {
  const [first, one] = KeptTwin.adopt(adoption(all.slice(0, 250)));
  const two = first.follow(all.slice(250, 300), false);
  const [resumed, update] = KeptTwin.adopt(adoption(all, [one, two]));
  expect(update.replayedFrom).toBeNull();
  expect(update.filtered.length).toBeLessThan(200);
  expect(update.digest).toBe(rebuilt.digest);
  expect(bits(resumed)).toBe(bits(whole));
});

test("a log that changed behind the checkpoints is seen, and the twin goes back as far as it must", () => {
  const late = all[150]!;
  const [, without] = KeptTwin.adopt(adoption(all.filter((one) => one !== late)));
  const [mended, update] = KeptTwin.adopt(adoption(all, [without]));
  expect(bits(mended)).toBe(bits(whole));
  expect(update.filtered.length).toBeGreaterThan(200);
});

test("a correction makes it another twin, and is the same early or late", () => {
  const fixed = reading("someone", 390, {
    key: "v2",
    value: { kind: "quantity", value: 90, unit: "mg/dL" },
    supersedes: "test:cgm:390",
  });
  const [early] = KeptTwin.adopt(adoption([...all.filter(({ key }) => key !== fixed.supersedes), fixed]));
  const [late] = KeptTwin.adopt(adoption(all));
  const update = late.follow([fixed], true);
  expect(update.replayedFrom).toBeLessThanOrEqual(begin + 390 * 5 * minute);
  expect(update.digest).not.toBe(rebuilt.digest);
  expect(bits(late)).toBe(bits(early));
});
