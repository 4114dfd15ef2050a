import { type Forecast, forecastFor } from "@homeostat/server";
import { parseDuration } from "../arguments/duration.ts";
import type { Console } from "../output/console.ts";
import { table } from "../output/table.ts";
import { ask, runningServer } from "./running-server.ts";
import { type StoreOptions, withPlatform } from "./with-platform.ts";

interface ForecastOptions extends StoreOptions {
  readonly patient: string;
  readonly horizon: string;
  readonly json?: boolean;
}

/** The forecast of one person's twin from their newest data. */
export async function forecast(options: ForecastOptions, console: Console): Promise<void> {
  const horizon = parseDuration(options.horizon) / 60;
  const { patient } = options;
  const server = runningServer(options);
  const made =
    server === null
      ? await withPlatform(options, (platform) => forecastFor(platform, patient, horizon))
      : await ask<Forecast>(
          server,
          `/patients/${encodeURIComponent(patient)}/forecast?horizonMinutes=${horizon}`,
        );
  if (options.json) console.json(made);
  else console.line(forecastText(made));
}

function forecastText({ output, unit, madeAt, points, risks }: Forecast): string {
  const rows = points.map(({ at, quantiles }) => {
    const [, low = 0, , median = 0, , high = 0] = quantiles;
    return [
      `+${Math.round((at - madeAt) / 60_000)} min`,
      ...[median, low, high].map((value) => value.toFixed(0)),
    ];
  });
  const chances = risks.map(({ name, chance }) => `${name}: ${(100 * chance).toFixed(0)} %`).join(" · ");
  const head = `${output} in ${unit}, made from data up to ${new Date(madeAt).toISOString()}`;
  return `${head}\n${table(["", "likely", "10 %", "90 %"], rows)}\n${chances}`;
}
