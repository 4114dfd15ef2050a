const shortNames: readonly (readonly [RegExp, string])[] = [
  [/type 1 diabetes|diabetes mellitus type 1/i, "T1D"],
  [/type 2 diabetes|diabetes mellitus type 2/i, "T2D"],
  [/prediabetes/i, "prediabetes"],
  [/chronic kidney disease/i, "CKD"],
  [/heart failure/i, "heart failure"],
  [/hypertension|hypertensive/i, "hypertension"],
];

const bare = (problem: string): string =>
  problem.replace(/\s*\((disorder|finding|situation|procedure|regime\/therapy|event)\)\s*$/i, "");

const shortProblem = (problem: string): string =>
  shortNames.find(([pattern]) => pattern.test(problem))?.[1] ?? bare(problem);

/** The problems that matter most for a glance first, in the words of the ward. */
export const shortProblems = (problems: readonly string[], most: number): string => {
  const known = (problem: string) => shortNames.some(([pattern]) => pattern.test(problem));
  const ordered = [...problems.filter(known), ...problems.filter((problem) => !known(problem))];
  const names = [...new Set(ordered.map(shortProblem))];
  const rest = names.length - most;
  return names.slice(0, most).join(", ") + (rest > 0 ? ` +${rest}` : "");
};

export { bare as withoutSemanticTag };
