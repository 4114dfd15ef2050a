import { tmpdir } from "node:os";
import { expect, test } from "vitest";
import { requireSpace, requireSpaceFor } from "./disk-guard.ts";

test("writing is refused before the disk is full, with what is free and what is needed", async () => {
  await requireSpace(tmpdir(), 1);
  await expect(requireSpace(tmpdir(), Number.MAX_SAFE_INTEGER)).rejects.toMatchObject({
    code: "HS5002",
    message: expect.stringMatching(/\d+ MB are free, \d+ MB are needed/),
  });
});

test("what only reads is not held up", async () => {
  await requireSpaceFor("  select 1", "/nowhere");
  await requireSpaceFor("rollback", "/nowhere");
  await expect(requireSpaceFor("insert into person values (1)", "/nowhere")).rejects.toThrow();
  await expect(requireSpaceFor("with added as (insert", "/nowhere")).rejects.toThrow();
});
