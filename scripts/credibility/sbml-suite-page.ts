/** One case of the SBML semantic test suite, and what became of it. */
export interface SuiteResult {
  readonly id: string;
  readonly level: string;
  readonly tags: readonly string[];
  readonly outcome: "passed" | "failed" | "skipped";
  /** Where it was off, or why it was not run. */
  readonly why: string;
}

interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

const introduction = `# The SBML semantic test suite

Made by \`npm run docs:sbml\` from a run; not edited by hand. The suite is read from the folder of shared data
(\`HOMEOSTAT_SHARED\` names another one), each case at the newest level of SBML that it has there.

A case passes where every value of every variable is within the case's own tolerances of the expected one:
|ours − expected| ≤ absolute + relative·|expected|; infinite and undefined values must be the same. Nothing is chosen
a case: all run through \`simulateSbml\`, as \`homeostat sbml\` does.

\`\`\`sh
homeostat sbml 00001-sbml-l3v2.xml --settings 00001-settings.txt --out results.csv   # one case
npm run docs:sbml                                                                    # all, and this page
npx vitest run packages/exchange                                                     # all, as a test
\`\`\`
`;

/** The page of a run: totals, by level, by tag, and each case that failed. */
export function sbmlSuitePage(results: readonly SuiteResult[]): string {
  const failed = results.filter((one) => one.outcome === "failed");
  const reasons = new Map<string, number>();
  for (const { outcome, why } of results)
    if (outcome === "skipped") reasons.set(why, (reasons.get(why) ?? 0) + 1);
  return [
    introduction,
    table("result", [["all", results]]),
    `Skipped:\n\n${[...reasons].map(([why, count]) => `- ${count}: ${why}`).join("\n")}\n`,
    failed.length === 0
      ? "Failed: none.\n"
      : `Failed:\n\n${failed.map(({ id, why }) => `- ${id}: ${why}`).join("\n")}\n`,
    `## By level\n\n${table(
      "level",
      grouped(results, (one) => [one.level]),
    )}`,
    `## By tag\n\nA case has several tags.\n\n${table(
      "tag",
      grouped(results, (one) => one.tags),
    )}`,
  ].join("\n");
}

function grouped(
  results: readonly SuiteResult[],
  keysOf: (one: SuiteResult) => readonly string[],
): readonly (readonly [string, readonly SuiteResult[]])[] {
  const groups = new Map<string, SuiteResult[]>();
  for (const one of results)
    for (const key of keysOf(one)) groups.set(key, [...(groups.get(key) ?? []), one]);
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}

function table(title: string, groups: readonly (readonly [string, readonly SuiteResult[]])[]): string {
  const rows = groups.map(([name, results]) => {
    const count: Count = { passed: 0, failed: 0, skipped: 0 };
    for (const one of results) count[one.outcome] += 1;
    return `| ${name} | ${count.passed} | ${count.failed} | ${count.skipped} |`;
  });
  return `| ${title} | passed | failed | skipped |\n|---|---:|---:|---:|\n${rows.join("\n")}\n`;
}
