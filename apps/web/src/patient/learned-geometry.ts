const margin = 8;

/** Map onto `width` pixels for values that may span decades: logarithmic when all are positive and far apart. */
export const dotScale = (values: readonly number[], width: number): ((value: number) => number) => {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const logarithmic = low > 0 && high / low > 4;
  const place = logarithmic ? Math.log : (value: number) => value;
  const start = place(low);
  const length = place(high) - start || 1;
  return (value) => margin + ((place(value) - start) / length) * (width - 2 * margin);
};
