/**
 * Gaspari & Cohn's compactly supported correlation, 1999, equation 4.10, doi:10.1002/qj.49712555417: 1 at no distance,
 * 0 from 2·halfWidth on.
 */
export function gaspariCohn(distance: number, halfWidth: number): number {
  const r = Math.abs(distance) / halfWidth;
  if (r >= 2) return 0;
  if (r <= 1) return 1 + r * r * (-5 / 3 + r * (5 / 8 + r * (1 / 2 - r / 4)));
  return 4 + r * (-5 + r * (5 / 3 + r * (5 / 8 + r * (-1 / 2 + r / 12)))) - 2 / (3 * r);
}
