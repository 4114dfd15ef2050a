import { type Code, knownCodes, sameCode, type TwinDesign } from "@homeostat/twin";
import { sensorOnlyDesign } from "./sensor-only.ts";
import { type1Design } from "./type1.ts";
import { type2Design } from "./type2.ts";

/** What is known of a person when a design is chosen; null for what the record does not tell. */
export interface DesignPerson {
  readonly diabetes: "type 1" | "type 2" | null;
  readonly ageYears: number | null;
  readonly weightKg: number | null;
}

/** How much there is of one kind of observation. */
export interface Available {
  readonly code: Code;
  readonly count: number;
}

type DesignChoice =
  | { readonly design: TwinDesign /** Why this one, in plain words. */; readonly why: string }
  | { readonly design: null /** Why there is none, and what data would give one. */; readonly why: string };

/** Half a day of a sensor that reads every five minutes: less tells a twin nothing of its person. */
const fewest = 144;

/** The design of twin that a person's data can carry. */
export function designFor(person: DesignPerson, available: readonly Available[]): DesignChoice {
  const has = (name: keyof typeof knownCodes, least = 1) =>
    available.some(({ code, count }) => count >= least && sameCode(code, knownCodes[name].code));
  if (!has("cgmGlucose"))
    return none("There is no series of glucose readings. A glucose sensor worn for a day would give a twin.");
  if (!has("cgmGlucose", fewest))
    return none(
      `There are fewer than ${fewest} sensor readings. Half a day of a glucose sensor would give a twin.`,
    );
  const insulin = has("insulinBolus") || has("insulinBasalRate");
  if (insulin && person.diabetes !== "type 2")
    return has("carbohydrate") ? type1(person, has("insulinBasalRate")) : withoutMeals;
  if (insulin || has("insulinLongActing")) return onInsulin(person);
  if (person.diabetes === "type 2")
    return {
      design: type2Design(person),
      why: "Type 2 diabetes without insulin treatment and a glucose sensor: meals count where they are recorded, and are inferred where they are not.",
    };
  return {
    design: sensorOnlyDesign,
    why: "A glucose sensor and no record of insulin or of the type of diabetes: glucose that comes and goes is inferred from the readings alone.",
  };
}

function type1(person: DesignPerson, pump: boolean): DesignChoice {
  const basal = pump
    ? ""
    : " No basal rate is recorded: a steady basal supply that holds basal glucose is assumed.";
  return {
    design: type1Design(person),
    why: `A glucose sensor, insulin and carbohydrate are recorded, so the twin knows what reaches the body.${basal}`,
  };
}

const withoutMeals: DesignChoice = {
  design: sensorOnlyDesign,
  why: "Insulin is recorded and carbohydrate is not: insulin without its meals would mislead, so the readings alone are used. With carbohydrate recorded the twin could try meals and doses.",
};

function onInsulin({ diabetes }: DesignPerson): DesignChoice {
  const whose = diabetes === "type 2" ? "type 2 diabetes treated with insulin" : "long-acting insulin alone";
  return {
    design: sensorOnlyDesign,
    why: `There is no model here for ${whose} yet, so the readings alone are used, and doses cannot be tried.`,
  };
}

const none = (why: string): DesignChoice => ({ design: null, why });
