import type { ModelSpec } from "@homeostat/engine";
import { royParker2007 } from "./exercise/roy-parker-2007.ts";
import { dallaMan2007Exercise, uvaPadovaS2008Exercise } from "./exercise/with-exercise.ts";
import { bergman1979 } from "./glucose/bergman-1979.ts";
import { cohortS2008 } from "./glucose/cohort-s2008.ts";
import { dallaMan2007 } from "./glucose/dalla-man-2007.ts";
import { dallaMan2007Biomd379 } from "./glucose/dalla-man-2007-biomd379.ts";
import { dallaMan2007Healthy } from "./glucose/dalla-man-2007-parameters.ts";
import { glucoseAppearance } from "./glucose/glucose-appearance.ts";
import { hovorka2004 } from "./glucose/hovorka-2004.ts";
import { hovorka2004Subjects } from "./glucose/hovorka-2004-parameters.ts";
import { replayBg2023 } from "./glucose/replay-bg-2023.ts";
import { uvaPadovaS2008 } from "./glucose/uva-padova-s2008.ts";
import { earlyHivBurstPearson2011, earlyHivPearson2011 } from "./infection/early-hiv-pearson-2011.ts";
import { theophyllineBoeckmann1994 } from "./pharmacology/theophylline-boeckmann-1994.ts";
import { vancomycinBuelga2005 } from "./pharmacology/vancomycin-buelga-2005.ts";
import { vancomycinColin2019 } from "./pharmacology/vancomycin-colin-2019.ts";
import { vancomycinGoti2018 } from "./pharmacology/vancomycin-goti-2018.ts";
import { vancomycinThomson2009 } from "./pharmacology/vancomycin-thomson-2009.ts";
import { warfarinHamberg2010 } from "./pharmacology/warfarin-hamberg-2010.ts";
import { gompertzAlbanoGiorno2006 } from "./tumour/gompertz-albano-giorno-2006.ts";

/** Parameters by name, in the units of the model; what is not named keeps the model's default. */
export type Parameters = Readonly<Record<string, number>>;

/** A model and the published people that come with it. */
export interface CatalogueEntry {
  readonly model: ModelSpec;
  readonly members: Readonly<Record<string, Parameters>>;
}

const s2008Members = Object.fromEntries(cohortS2008.map(({ name, parameters }) => [name, parameters]));
const dallaManMembers = { type2: {}, healthy: dallaMan2007Healthy };

const entry = (model: ModelSpec, members: CatalogueEntry["members"] = {}): CatalogueEntry => ({
  model,
  members,
});

/** All models, by id, in the order in which they are shown. */
export const catalogue: ReadonlyMap<string, CatalogueEntry> = new Map(
  [
    entry(uvaPadovaS2008, s2008Members),
    entry(uvaPadovaS2008Exercise, s2008Members),
    entry(dallaMan2007, dallaManMembers),
    entry(dallaMan2007Exercise, dallaManMembers),
    entry(dallaMan2007Biomd379),
    entry(hovorka2004, hovorka2004Subjects),
    entry(replayBg2023),
    entry(bergman1979),
    entry(glucoseAppearance),
    entry(royParker2007),
    entry(vancomycinGoti2018),
    entry(vancomycinThomson2009),
    entry(vancomycinBuelga2005),
    entry(vancomycinColin2019),
    entry(warfarinHamberg2010),
    entry(theophyllineBoeckmann1994),
    entry(earlyHivPearson2011),
    entry(earlyHivBurstPearson2011),
    entry(gompertzAlbanoGiorno2006),
  ].map((one) => [one.model.id, one]),
);
