import { compose, type Reference } from "@homeostat/engine";
import { dallaMan2007 } from "../glucose/dalla-man-2007.ts";
import { uvaPadovaS2008 } from "../glucose/uva-padova-s2008.ts";
import { royParker2007 } from "./roy-parker-2007.ts";

/** Both papers, the glucose model's first. */
const together = ({ citation }: Reference): Reference => ({
  ...royParker2007.reference,
  citation: `${citation}; ${royParker2007.reference.citation}`,
  note: "the second added to the first through its ports Gex and Iex",
});

const about = {
  use: `${royParker2007.use} At rest it is the glucose model. Glucose falls less than in people: the add-on was made for another model.`,
  status: "unvalidated",
  fills: ["Gex", "Iex"],
} as const;

/** Type 1 diabetes with exercise: S2008 and the add-on of Roy and Parker. */
export const uvaPadovaS2008Exercise = compose(
  {
    ...about,
    id: "uva-padova-s2008-exercise",
    title: "UVA/Padova S2008 with exercise",
    reference: together(uvaPadovaS2008.reference),
  },
  uvaPadovaS2008,
  royParker2007,
);

/** Type 2 diabetes or health with exercise: Dalla Man 2007 and the add-on of Roy and Parker. */
export const dallaMan2007Exercise = compose(
  {
    ...about,
    id: "dalla-man-2007-exercise",
    title: "Dalla Man 2007 with exercise",
    reference: together(dallaMan2007.reference),
  },
  dallaMan2007,
  royParker2007,
);
