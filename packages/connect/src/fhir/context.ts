import type { Instant } from "@homeostat/twin";
import { failure } from "../errors/registry.ts";
import type { Intake } from "../intake/intake.ts";
import { isObject, type JsonObject, textAt, textsAlong } from "../json/json.ts";
import { codingsOf, wordsOf } from "./coding.ts";
import type { ContextRule } from "./context-rules.ts";
import { readMoment } from "./date-time.ts";
import { medicationConcept, personOf } from "./reference.ts";
import { type Identity, keyOf, type Resource } from "./resource.ts";
import type { Surroundings } from "./surroundings.ts";

type End = "start" | "end";

/** The date in an element: the element itself, or that end of the period it holds. */
function dateIn(resource: Resource, name: string, end: End): Instant | null {
  const value = resource[name];
  const [holder, element, path] = isObject(value) ? [value, end, `${name}.${end}`] : [resource, name, name];
  const text = textAt(holder, element);
  return text === undefined ? null : readMoment(text, path).instant;
}

function firstDate(resource: Resource, names: readonly string[], end: End): Instant | null {
  for (const name of names) {
    const found = dateIn(resource, name, end);
    if (found !== null) return found;
  }
  return null;
}

function conceptOf(
  resource: Resource,
  rule: ContextRule,
  { file, index }: Surroundings,
): JsonObject | undefined {
  return rule.concept === "medication" ? medicationConcept(resource, file, index) : rule.concept(resource);
}

function statusOf(resource: Resource, paths: readonly string[]): string | null {
  return paths.flatMap((path) => textsAlong(resource, path.split(".")))[0] ?? null;
}

/** FHIR resource → an item of a person's context, by the rule of its type. */
export function mapContext(
  resource: Resource,
  identity: Identity,
  rule: ContextRule,
  surroundings: Surroundings,
): Intake {
  const subject = personOf(resource, rule.about, surroundings.file, surroundings.index);
  const concept = conceptOf(resource, rule, surroundings);
  const title = wordsOf(concept);
  if (title === null) throw failure("HS4001", { path: `${identity.type}.code` }, { path: "code" });
  return {
    kind: "context",
    key: keyOf(identity),
    subject,
    item: {
      kind: rule.kind,
      title,
      code: (concept && codingsOf(concept)[0]) ?? null,
      status: statusOf(resource, rule.status),
      start: firstDate(resource, rule.start, "start"),
      end: firstDate(resource, rule.end, "end"),
      detail: rule.detail?.(resource) ?? null,
      source: identity.name,
    },
  };
}
