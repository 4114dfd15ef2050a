/** Arrow of a change in mg/dL per hour, in the steps that sensors use (1, 2 and 3 mg/dL per minute). */
export const trendArrow = (perHour: number | null): { readonly arrow: string; readonly words: string } => {
  if (perHour === null) return { arrow: "", words: "" };
  const perMinute = perHour / 60;
  if (perMinute >= 2) return { arrow: "↑", words: "rising fast" };
  if (perMinute >= 1) return { arrow: "↗", words: "rising" };
  if (perMinute <= -2) return { arrow: "↓", words: "falling fast" };
  if (perMinute <= -1) return { arrow: "↘", words: "falling" };
  return { arrow: "→", words: "steady" };
};
