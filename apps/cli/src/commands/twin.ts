import { type TwinAndTellings, twinOf } from "@homeostat/server";
import type { ParameterTelling, Patient } from "@homeostat/server/contract";
import { failure } from "../errors/registry.ts";
import type { Console } from "../output/console.ts";
import { table } from "../output/table.ts";
import { ask, runningServer } from "./running-server.ts";
import { type StoreOptions, withPlatform } from "./with-platform.ts";

interface TwinOptions extends StoreOptions {
  readonly patient: string;
  readonly json?: boolean;
}

/** What a person's twin has learned of them, and what would tell more. */
export async function twin(options: TwinOptions, console: Console): Promise<void> {
  const server = runningServer(options);
  const found =
    server === null
      ? await withPlatform(options, (platform) => twinOf(platform, options.patient))
      : await askedOf(server, options.patient);
  if (options.json) console.json(found);
  else console.line(twinText(found));
}

async function askedOf(server: string, patient: string): Promise<TwinAndTellings> {
  const path = `/patients/${encodeURIComponent(patient)}`;
  const tellings = await ask<ParameterTelling[]>(server, `${path}/twin/tellings`);
  const { twin: card } = await ask<Patient>(server, path);
  if (card === null) throw failure("HS6008", { problem: "The twin is gone.", cure: "Ask again." });
  return { card, tellings };
}

function twinText({ card, tellings }: TwinAndTellings): string {
  const plain = new Map(tellings.map((one) => [one.name, one.plain]));
  const number = (value: number) => Number(value.toPrecision(3));
  const rows = card.learned.map(({ name, is, unit, median, low80, high80, informed = true }) => [
    name,
    is,
    number(median),
    number(low80),
    number(high80),
    unit,
    informed ? "" : "not told by these data",
  ]);
  const header = ["", "", "likely", "10 %", "90 %", "unit", ""];
  const more = card.learned.map(({ name }) => `${name}: ${plain.get(name) ?? ""}`);
  return [
    `${card.title}. ${card.summary}.`,
    "",
    table(header, rows),
    "",
    "What would tell more:",
    ...more,
  ].join("\n");
}
