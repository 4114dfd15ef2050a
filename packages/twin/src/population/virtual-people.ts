import type { RandomStream } from "@homeostat/engine";
import { failure } from "../errors/registry.ts";
import type { Draw, DrawPerson } from "./joint-draws.ts";
import type { Rule } from "./rules.ts";

export interface PopulationRequest {
  readonly count: number;
  readonly draw: DrawPerson;
  /** Fixed parameters of person i (a body weight), put in before the rules are asked. */
  readonly given?: (index: number) => Draw;
  /** Cheap rules first: the first that refuses ends the trial. */
  readonly rules: readonly Rule[];
  /** Draws allowed for one person. */
  readonly mostTries: number;
}

/** Synthetic people: not a published cohort, not the FDA-accepted one. */
export interface Population {
  readonly label: "synthetic";
  readonly people: readonly Draw[];
  readonly tried: number;
  /** How many draws each rule refused. */
  readonly refused: Readonly<Record<string, number>>;
}

/** @throws HomeostatError HS2001 when no draw for a person meets the rules */
export function virtualPeople(request: PopulationRequest, chance: RandomStream): Population {
  const refused: Record<string, number> = Object.fromEntries(request.rules.map(({ name }) => [name, 0]));
  const people: Draw[] = [];
  let tried = 0;
  for (let index = 0; index < request.count; index++) {
    const { person, tries } = drawOne(request, index, refused, chance);
    people.push(person);
    tried += tries;
  }
  return { label: "synthetic", people, tried, refused };
}

function drawOne(
  { draw, given, rules, mostTries }: PopulationRequest,
  index: number,
  refused: Record<string, number>,
  chance: RandomStream,
): { person: Draw; tries: number } {
  for (let tries = 1; tries <= mostTries; tries++) {
    const person = { ...draw(chance), ...given?.(index) };
    const broken = rules.find((rule) => !rule.accepts(person));
    if (broken === undefined) return { person, tries };
    refused[broken.name] = (refused[broken.name] ?? 0) + 1;
  }
  throw failure("HS2001", { person: index + 1, tries: mostTries, refusals: JSON.stringify(refused) });
}
