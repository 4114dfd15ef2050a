import { needData } from "@homeostat/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Served, serve } from "../http/test/serve.ts";
import { importPaths } from "../index.ts";

let served: Served;
beforeAll(async () => {
  served = await serve();
});
afterAll(() => served.end());

test("thirty Synthea bundles: everybody arrives, and a second import adds nothing", async (context) => {
  const bundles = needData(context, "synthea-r4", "bundles");
  const first = await importPaths(served.platform, [bundles]);
  expect(first.files).toBe(30);
  expect(await served.platform.store.people.count()).toBe(30);
  expect(first.new).toBe(30 + first.observations + first.context);
  expect(first.refused).toBeLessThan(0.01 * first.resources);
  expect(await importPaths(served.platform, [bundles])).toEqual({ ...first, new: 0 });
  for (const { id } of served.platform.panel.list("")) {
    expect((await served.server.inject({ url: `/api/patients/${id}` })).statusCode).toBe(200);
  }
});
