import { model } from "@homeostat/engine";
import { dallaMan2007 } from "../glucose/dalla-man-2007.ts";
import { gutDoses, gutEvents } from "../glucose/gut.ts";
import { s2008Doses, uvaPadovaS2008 } from "../glucose/uva-padova-s2008.ts";
import { royParker2007 } from "./roy-parker-2007.ts";

/** The ports of a glucose model that the add-on fills: what was an input becomes an equation of the same name. */
function filled<Inputs extends { readonly Gex: unknown; readonly Iex: unknown }>({
  Gex,
  Iex,
  ...inputs
}: Inputs) {
  return { ...inputs, ...royParker2007.inputs };
}

const use = `${royParker2007.use} Without exercise it is the glucose model to the last bit.`;
const reference = {
  ...royParker2007.reference,
  note: "added to the glucose model through its ports Gex and Iex",
};

/** Type 1 diabetes with exercise: S2008 and the add-on of Roy and Parker. */
export const uvaPadovaS2008Exercise = model({
  ...uvaPadovaS2008,
  id: "uva-padova-s2008-exercise",
  title: "UVA/Padova S2008 with exercise",
  reference,
  use,
  status: "unvalidated",
  states: { ...uvaPadovaS2008.states, ...royParker2007.states },
  inputs: filled(uvaPadovaS2008.inputs),
  parameters: { ...uvaPadovaS2008.parameters, ...royParker2007.parameters },
  events: gutEvents,
  doses: s2008Doses,
  equations: `${uvaPadovaS2008.equations}\n${royParker2007.equations}`,
});

/** Type 2 diabetes or health with exercise: Dalla Man 2007 and the add-on of Roy and Parker. */
export const dallaMan2007Exercise = model({
  ...dallaMan2007,
  id: "dalla-man-2007-exercise",
  title: "Dalla Man 2007 with exercise",
  reference,
  use,
  status: "unvalidated",
  states: { ...dallaMan2007.states, ...royParker2007.states },
  inputs: filled(dallaMan2007.inputs),
  parameters: { ...dallaMan2007.parameters, ...royParker2007.parameters },
  events: gutEvents,
  doses: gutDoses,
  equations: `${dallaMan2007.equations}\n${royParker2007.equations}`,
});
