import { expect, test } from "vitest";
import { backtestReport } from "./backtest-report.ts";

const score = { rmse_median: 9.876, mae_median: 8.5, mse_mean: 350, coverage80: 0.8012 };

test("the page holds the figures of each run, the published ones beside them, and the command that made them", () => {
  const result = {
    ...score,
    windows: 243,
    subjects: 5,
    persistence: { ...score, mse_mean: 455.5 },
    linear: score,
  };
  const run = { name: "iglu", file: "iglu.csv", horizonMinutes: 60, seconds: 1.23, result };
  const page = backtestReport([run, { ...run, horizonMinutes: 30 }]);
  expect(page).toContain(
    "| **iglu**, 243 windows of 5 people | ours | 9.88 | 8.50 | 350.0 | 80.1 % | 1.2 s |",
  );
  expect(page).toContain("|  | persistence | 9.88 | 8.50 | 455.5 |  |  |");
  expect(page).toContain("| iglu | 9.88 / 10.53 | 350.0 / 377.7 |");
  expect(page).toContain(
    "npm run -s homeostat -- backtest --data iglu.csv --format glucobench --horizon 60min --json",
  );
  expect(page.match(/## 30 min/g)).toHaveLength(1);
});
