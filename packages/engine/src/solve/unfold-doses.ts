import { didYouMean } from "../errors/did-you-mean.ts";
import { failure } from "../errors/registry.ts";
import type { DoseSpec } from "../model/model-spec.ts";
import type { Schedule, ScheduleItem } from "./schedule.ts";

type DoseItem = Extract<ScheduleItem, { readonly kind: "dose" }>;
type SimpleItem = Exclude<ScheduleItem, DoseItem>;

/** Replaces each dose by what it means: its events, and an infusion at the rate or over the time that the model declares. */
export function unfoldDoses(
  items: Schedule,
  doses: Readonly<Record<string, DoseSpec>>,
): readonly SimpleItem[] {
  return items.flatMap((item) => (item.kind === "dose" ? unfold(item, doses) : [item]));
}

function unfold(item: DoseItem, doses: Readonly<Record<string, DoseSpec>>): readonly SimpleItem[] {
  const { dose: name, at, amount } = item;
  const dose = Object.hasOwn(doses, name) ? doses[name] : undefined;
  if (dose === undefined) {
    throw failure("HS1301", { name, kind: "dose", suggestion: didYouMean(name, Object.keys(doses)) });
  }
  if (!(amount >= 0))
    throw failure("HS1303", { item: JSON.stringify(item).slice(0, 200), problem: "its amount is negative" });
  if (amount === 0) return [];
  const duration = dose.over ?? amount / dose.rate!;
  const fire: readonly SimpleItem[] =
    dose.fires === undefined ? [] : [{ kind: "fire", event: dose.fires, at }];
  return [
    ...fire,
    { kind: "infuse", input: dose.into, at, amount, duration },
    ...firedDuring(dose, at, duration),
  ];
}

function firedDuring({ during }: DoseSpec, at: number, duration: number): readonly SimpleItem[] {
  if (during === undefined) return [];
  const { fires: event, every } = during;
  const times = Math.ceil(duration / every - 1e-9) - 1;
  return Array.from({ length: times }, (_, i) => ({ kind: "fire", event, at: at + (i + 1) * every }));
}
