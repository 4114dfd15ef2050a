import { eightSchools } from "./eight-schools.ts";
import { gaussMixture } from "./gauss-mixture.ts";
import { kidscoreMomiq } from "./kidscore-momiq.ts";
import { oneCompartmentPosterior } from "./one-compartment.ts";

/** Every posterior of the shared folder that has reference draws. */
export const referencePosteriors = [eightSchools, kidscoreMomiq, gaussMixture, oneCompartmentPosterior];
