import {
  type FurtherMeasurement,
  type Inquiries,
  knownCodes,
  type Occasion,
  type TwinDesign,
} from "@homeostat/twin";
import { fingerstick } from "./common.ts";

/** An hour's lead, then the meal. */
const mealAt = 60;
const usualGrams = 60;
const kilograms = 70;
/** Nobody is asked to take insulin without food: occasions are such as a person may try by themselves. */
const unitsPerKilogram = 0.08;

const { carbohydrate, insulinBolus } = knownCodes;
const meal = (grams: number, exact = false) => ({
  code: carbohydrate.code,
  at: mealAt,
  amount: grams,
  exact,
});

const bloodDrop: FurtherMeasurement = { ...fingerstick, title: "a fingerstick" };

/**
 * Immunoassays of insulin vary by some 10 % from day to day and by a few pmol/L near their limit (Miller 2009,
 * doi:10.1373/clinchem.2008.118380, finds coefficients of variation of 3 to 13 % within assays).
 */
const insulinLevel: FurtherMeasurement = {
  title: "insulin in a blood sample",
  output: "insulinLevel",
  additive: 5,
  proportional: 0.1,
};

const shared = { measurements: [bloodDrop, insulinLevel], times: [0, 30, 60, 90, 120, 180], since: mealAt };

/** What could be asked of people with a design of this id; null where nothing of the person is shown. */
export function inquiriesFor({ id, given }: Pick<TwinDesign, "id" | "given">): Inquiries | null {
  if (id === "type-1-known-inputs") return withInsulin(unitsPerKilogram * (given.BW ?? kilograms));
  return id === "type-2-own-insulin" ? withMeals([]) : null;
}

function withInsulin(units: number): Inquiries {
  return withMeals([{ code: insulinBolus.code, at: mealAt, amount: units }]);
}

function withMeals(bolus: Occasion["taken"]): Inquiries {
  return {
    ...shared,
    usual: { title: "an ordinary meal", minutes: 360, taken: [meal(usualGrams), ...bolus] },
    occasions: [
      {
        title: "a meal whose carbohydrate is weighed",
        minutes: 360,
        taken: [meal(usualGrams, true), ...bolus],
      },
      { title: "a morning without food or bolus", minutes: 360, taken: [] },
    ],
  };
}
