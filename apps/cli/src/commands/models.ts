import { equationText, type ModelSpec } from "@homeostat/engine";
import { type CatalogueEntry, catalogue } from "@homeostat/models";
import { findModel } from "../arguments/find-model.ts";
import type { Console } from "../output/console.ts";
import { table } from "../output/table.ts";

interface ModelsOptions {
  readonly json?: boolean;
  readonly show?: string;
}

export function models(options: ModelsOptions, console: Console): void {
  if (options.show !== undefined) show(findModel(options.show), options, console);
  else list(options, console);
}

function list(options: ModelsOptions, console: Console): void {
  const rows = [...catalogue.values()].map(({ model }) => summary(model));
  if (options.json) {
    console.json(rows);
    return;
  }
  console.line(
    table(
      ["model", "status", "states", "title"],
      rows.map((row) => [row.id, row.status, row.states, row.name]),
    ),
  );
}

function summary(model: ModelSpec) {
  const { citation, doi } = model.reference;
  return {
    id: model.id,
    name: model.title,
    status: model.status,
    states: Object.keys(model.states).length,
    reference: doi === undefined ? citation : `${citation} https://doi.org/${doi}`,
  };
}

function show({ model, members }: CatalogueEntry, options: ModelsOptions, console: Console): void {
  if (options.json) {
    console.json({ ...summary(model), members: Object.keys(members), model });
    return;
  }
  const { citation, doi, note } = model.reference;
  console.line(`${model.title} (${model.id}), ${model.status}\n${model.use}\n${citation}`);
  for (const line of [doi && `https://doi.org/${doi}`, note]) if (line) console.line(line);
  const named = (group: Readonly<Record<string, { is: string; unit: string }>>) =>
    Object.entries(group).map(([name, { is, unit }]) => [name, unit, is]);
  for (const group of ["inputs", "doses", "outputs", "states", "parameters"] as const) {
    const rows = named(model[group] ?? {});
    if (rows.length > 0) console.line(`\n${table([group, "unit", ""], rows)}`);
  }
  console.line(`\n${equationText(model)}`);
  console.line(`\nmembers: ${Object.keys(members).join(", ") || "none"}`);
}
