import type { FastifyBaseLogger } from "fastify";
import { expect, test } from "vitest";
import { describeError, makeLog, redact } from "./log.ts";
import { addSensorPerson, serve } from "./test/serve.ts";

test("logs tell routes, codes and stacks, and name nobody", async () => {
  const lines: string[] = [];
  const log = makeLog("debug", { write: (line: string) => void lines.push(line) }) as FastifyBaseLogger;
  const { server, platform, end } = await serve({}, log);
  server.get("/fails/:id", () => {
    throw new Error("row 'patient-grace-77' of \"Grace Example\" 1234567890 broke");
  });
  await addSensorPerson(platform, "patient-grace-77");
  await server.inject({ url: "/api/patients/patient-grace-77/observations?after=patient-grace-77" });
  await server.inject({ url: "/api/patients/somebody-else-99" });
  await server.inject({ url: "/fails/patient-grace-77" });
  await end();
  const text = lines.join("");
  expect(text).not.toMatch(/grace|somebody|1234567890/i);
  expect(text).toContain('"route":"/api/patients/:id/observations"');
  expect(text).toContain('"message":"row … of … … broke"');
  expect(text).toContain("log.test.ts");
});

test("an error is told without its words about people", () => {
  expect(redact("There is no person 'ann' in 3 stores")).toBe("There is no person … in 3 stores");
  const told = describeError(new Error("key 'ann'"));
  expect(told.message).toBe("key …");
  expect(told.stack).toMatch(/^ {4}at /);
});
