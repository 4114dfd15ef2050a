export interface Person {
  readonly id: string;
  readonly name: string;
  readonly truth: number;
  readonly median: number;
  readonly low80: number;
  readonly high80: number;
}

/** One scale for both axes, so that the line of equality is a diagonal; by ratio where the values span a lot. */
export const equalScale = (people: readonly Person[], size: number, pad: number) => {
  const values = people.flatMap(({ truth, low80, high80 }) => [truth, low80, high80]);
  const low = Math.min(...values);
  const high = Math.max(...values);
  const byRatio = low > 0 && high / low > 3;
  const place = byRatio ? Math.log : (value: number) => value;
  const air = (place(high) - place(low)) * 0.05 || 1;
  const start = place(low) - air;
  const length = place(high) + air - start;
  const along = (value: number): number => pad + ((place(value) - start) / length) * (size - 2 * pad);
  return { low, high, x: along, y: (value: number): number => size - along(value) };
};

/** Whether the truth lies in what was learned. */
export const covered = ({ truth, low80, high80 }: Person): boolean => truth >= low80 && truth <= high80;
