import { bends, changes, constant, type LinearDesign, level, patternExpert } from "@homeostat/twin";

/** A design in the contest, and what is different in it from the one that is used. */
export interface Candidate {
  readonly name: string;
  readonly design: LinearDesign;
}

const without: Partial<LinearDesign> = { features: [constant, changes(6), level] };
const longer: Partial<LinearDesign> = { features: [constant, changes(12), level, bends] };

/** Each choice that was made in the expert's design, and what could have been chosen instead. */
const choices: readonly (readonly (readonly [name: string, change: Partial<LinearDesign>])[])[] = [
  [
    ["straight", without],
    ["an hour of changes", longer],
  ],
  [
    ["one set for all", { ownRows: null }],
    ["own 300", { ownRows: 300 }],
    ["own 3000", { ownRows: 3000 }],
  ],
  [
    ["least squares", { robustFrom: null }],
    ["robust 8", { robustFrom: 8 }],
    ["robust 30", { robustFrom: 30 }],
  ],
  [
    ["ridge 30", { ridgeRows: 30 }],
    ["ridge 3000", { ridgeRows: 3000 }],
  ],
  [["restless rows count", { calmFirst: false }]],
];

/** The design in use, every one that differs from it in one choice, and every one that differs in two. */
export function candidates(): readonly Candidate[] {
  const single = choices.flat();
  const pairs = choices.flatMap((first, i) =>
    choices.slice(i + 1).flatMap((second) => first.flatMap((a) => second.map((b) => [a, b] as const))),
  );
  const differing = [...single.map((one) => [one] as const), ...pairs];
  return [
    { name: "in use", design: patternExpert },
    ...differing.map((changes) => ({
      name: changes.map(([name]) => name).join(", "),
      design: Object.assign({}, patternExpert, ...changes.map(([, change]) => change)) as LinearDesign,
    })),
  ];
}
