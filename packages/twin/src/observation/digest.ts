import type { Observation } from "./observation.ts";

/** A 128-bit sum as four unsigned 32-bit words. */
export type Digest = readonly [number, number, number, number];

export const emptyDigest: Digest = [0, 0, 0, 0];

/**
 * Digest of what an observation says (not of how it was found). The digest of a set is the sum of its members'
 * digests, so it grows by one addition and does not depend on the order of arrival. It finds change, not malice.
 */
export function digestObservation(observation: Observation): Digest {
  const { key, subject, code, value, start, end, received, quality } = observation;
  const said = value.kind === "quantity" ? [value.value, value.unit] : [value.code ?? null, value.text];
  const doubts = [quality.status, quality.censored ?? null];
  return digestText(
    JSON.stringify([key, subject, code.system, code.code, said, start, end ?? null, received, doubts]),
  );
}

export function addDigest(a: Digest, b: Digest): Digest {
  return combine(a, b, 1);
}

export function subtractDigest(a: Digest, b: Digest): Digest {
  return combine(a, b, -1);
}

/** 32 hexadecimal digits. */
export function digestName(digest: Digest): string {
  return digest.map((word) => word.toString(16).padStart(8, "0")).join("");
}

/**
 * 128-bit digest of a text: four 32-bit multiply-xor lanes with different odd multipliers over the UTF-16 code units,
 * mixed at the end with the finaliser of MurmurHash3 (Appleby 2011, public domain).
 */
export function digestText(text: string): Digest {
  let a = 0x9e3779b9;
  let b = 0x243f6a88;
  let c = 0xb7e15162;
  let d = 0x6a09e667;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit ^ (a >>> 15), 0x85ebca6b);
    c = Math.imul(c ^ unit ^ (b >>> 13), 0xc2b2ae35);
    d = Math.imul(d ^ unit ^ (c >>> 16), 0x27d4eb2f);
  }
  return [mix(a ^ d), mix(b ^ a), mix(c ^ b), mix(d ^ text.length)];
}

function mix(word: number): number {
  let h = word ^ (word >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

function combine(a: Digest, b: Digest, sign: 1 | -1): Digest {
  return [
    (a[0] + sign * b[0]) >>> 0,
    (a[1] + sign * b[1]) >>> 0,
    (a[2] + sign * b[2]) >>> 0,
    (a[3] + sign * b[3]) >>> 0,
  ];
}
