import { equationText, type ModelSpec, type ParameterSpec } from "@homeostat/engine";
import { catalogue } from "@homeostat/models";

/** The page of all models: what each is for, where it comes from, and each name with unit, range and source. */
export function modelPage(): string {
  const models = [...catalogue.values()].map(({ model, members }) => section(model, Object.keys(members)));
  return `<!-- made by npm run docs -->\n# Models\n\n${models.join("\n\n")}\n`;
}

function section(model: ModelSpec, members: readonly string[]): string {
  const { citation, doi, note } = model.reference;
  const source = [citation, doi && `<https://doi.org/${doi}>`, note].filter(Boolean).join(" · ");
  const outputs = Object.entries(model.outputs).map(([name, { is, unit, loinc }]) => [
    name,
    is,
    unit,
    loinc ?? "",
  ]);
  const inputs = Object.entries(model.inputs).map(([name, { is, unit }]) => [name, is, unit]);
  return [
    `## ${model.title}`,
    `\`${model.id}\` · ${model.status} · time in ${model.time} · ${Object.keys(model.states).length} states`,
    model.use,
    source,
    members.length > 0 ? `Members: ${members.join(", ")}.` : "",
    `### Outputs\n\n${markdown(["name", "meaning", "unit", "LOINC"], outputs)}`,
    inputs.length > 0 ? `### Inputs\n\n${markdown(["name", "meaning", "unit"], inputs)}` : "",
    `### Parameters\n\n${markdown(["name", "meaning", "value", "unit", "range", "source"], parameters(model))}`,
    `### Equations\n\n\`\`\`\n${equationText(model)}\n\`\`\``,
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function parameters(model: ModelSpec): string[][] {
  return Object.entries(model.parameters).map(([name, parameter]: [string, ParameterSpec]) => {
    const range = parameter.range === undefined ? "" : parameter.range.join(" – ");
    return [name, parameter.is, String(parameter.value), parameter.unit, range, parameter.source];
  });
}

function markdown(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(header), line(header.map(() => "---")), ...rows.map(line)].join("\n");
}
