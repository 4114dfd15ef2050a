/** Who has a say in a forecast: the members; what is left of their errors once a line took its part; the person's own pattern; nothing changes. */
export const candidateNames = ["model", "model with residual", "pattern", "persistence"] as const;
export type CandidateName = (typeof candidateNames)[number];
