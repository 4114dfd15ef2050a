import { expect, test, vi } from "vitest";

test.each([
  ["en-US@posix", "en-US"],
  ["de-DE", "de-DE"],
  ["C", "en"],
])("%s is told as %s", async (told, language) => {
  vi.stubGlobal("navigator", { language: "en-GB" });
  const { validLanguage } = await import("./valid-language.ts");
  expect(validLanguage(told)).toBe(language);
  vi.unstubAllGlobals();
});
