import { createHash } from "node:crypto";

/** The seed of a person's twin: the same person has the same chance on every machine. */
export function seedOf(subject: string): number {
  return createHash("sha256").update(subject).digest().readUIntBE(0, 6);
}
