import type { Code } from "@homeostat/twin";
import { type JsonObject, objectAt, objectsAt, textAt } from "../json/json.ts";

/** The codings of a CodeableConcept that name both a system and a code. */
export function codingsOf(concept: JsonObject): readonly Code[] {
  return objectsAt(concept, "coding").flatMap((coding) => {
    const [system, code] = [textAt(coding, "system"), textAt(coding, "code")];
    return system !== undefined && code !== undefined ? [{ system, code }] : [];
  });
}

/** A CodeableConcept in words: its text, else its first display, else its first code. */
export function wordsOf(concept: JsonObject | undefined): string | null {
  if (!concept) return null;
  const codings = objectsAt(concept, "coding");
  const display = codings.map((coding) => textAt(coding, "display")).find((words) => words !== undefined);
  const code = codings.map((coding) => textAt(coding, "code")).find((words) => words !== undefined);
  const words = textAt(concept, "text") ?? display ?? code ?? null;
  return words?.replaceAll("\u200b", "").trim() || null;
}

/** The CodeableConcept of an element. */
export const conceptAt = (holder: JsonObject, name: string): JsonObject | undefined => objectAt(holder, name);
