import { failure } from "../errors/registry.ts";

/** Reads `name=number` pairs. Throws HS6002. */
export function parseAssignments(texts: readonly string[]): Record<string, number> {
  return Object.fromEntries(texts.map(parseAssignment));
}

function parseAssignment(text: string): readonly [string, number] {
  const [name, number, ...rest] = text.split("=");
  const value = Number(number);
  const readable = name && number?.trim() && rest.length === 0 && Number.isFinite(value);
  if (!readable) throw failure("HS6002", { text });
  return [name.trim(), value];
}
