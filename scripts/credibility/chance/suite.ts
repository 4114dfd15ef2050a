import { sharedData } from "@homeostat/testing";
import { readSbml } from "../../../packages/exchange/src/sbml/read-sbml.ts";
import { readSettings } from "../../../packages/exchange/src/sbml/settings.ts";
import { meanCourse } from "../../../packages/exchange/test/chance/mean-course.ts";
import { readCase, readIndex } from "../../../packages/exchange/test/suite/read-case.ts";
import { table } from "./table.ts";

const study = { members: 40, most: 2000, jumps: { seed: 1, mostEvents: 2e6 } } as const;

/** Every time course of the SBML semantic suite that is made of reactions, by chance, beside its course without. */
export function suitePage(command: string): string {
  const folder = sharedData("sbml-semantic");
  if (folder === null) throw new Error("skipped: the shared data has no folder sbml-semantic");
  const rows = readIndex(folder).filter(({ testType, componentTags, packages }) => {
    const reacts = componentTags.includes("Reaction");
    return testType === "TimeCourse" && reacts && packages.length === 0;
  });
  const results = rows.map(({ id }) => {
    const { model, settings } = readCase(folder, id);
    return { id, ...meanCourse(readSbml(model, id), readSettings(settings, id), study) };
  });
  const ran = results.flatMap((one) => ("refused" in one ? [] : [one]));
  const compared = ran.filter((one) => one.compared > 0);
  const sum = (of: (one: (typeof ran)[number]) => number) => compared.reduce((all, one) => all + of(one), 0);
  const [means, within] = [sum((one) => one.compared), sum((one) => one.within)];
  const near = compared.filter(({ rounding }) => rounding <= 2).length;
  const most = compared.reduce((all, { rounding }) => Math.max(all, rounding), 0);
  const far = compared.toSorted((a, b) => b.worst - a.worst).slice(0, 10);
  const refused = Map.groupBy(
    results.flatMap((one) => ("refused" in one ? [one] : [])),
    (one) => one.refused,
  );
  return `# The SBML semantic suite by chance

Made by \`${command}\`; not edited by hand. The ${rows.length} time courses of the suite that have reactions and no package: ${study.members} courses of
each by the next reaction method, in a system whose largest amount is ${study.most} molecules, against the course without chance from
the same whole molecules. ${ran.length} run; in ${ran.length - compared.length} of them chance moves nothing. Of ${means} means in the ${compared.length} others ${within} (${((100 * within) / means).toFixed(2)} %) lie within 3 standard errors
of 40 courses; by Student's law with 39 degrees of freedom 99.53 % would, were no model nonlinear. The course without chance lies
within 2 molecules of what the model's own equations give in ${near} of them, in the others rounded starts grow apart: at most ${most.toFixed(1)} molecules.

The farthest:

${table(
  ["case", "standard errors", "at"],
  far.map(({ id, worst, where }) => [id, worst.toFixed(2), where]),
)}

Refused, by the rule (docs/generated/errors.md):

${table(
  ["rule", "cases", "for example"],
  [...refused].map(([code, cases]) => [
    code,
    cases.length,
    cases
      .slice(0, 3)
      .map(({ id }) => id)
      .join(", "),
  ]),
)}
`;
}
