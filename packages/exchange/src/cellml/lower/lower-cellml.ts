import type { System } from "@homeostat/engine";
import { failure } from "../../errors/registry.ts";
import { assemble, type LoadCellml } from "../assemble.ts";
import type { CellmlDocument } from "../cellml-model.ts";
import { checkUnits, type UnitIssue } from "../check-units.ts";
import { connect } from "../connect.ts";
import { CellmlLowering } from "./cellml-lowering.ts";
import { lowerResets } from "./resets.ts";
import { assignRoles, type CellmlRole } from "./roles.ts";
import { tearCircles } from "./tear.ts";

export interface LoweredCellml {
  readonly system: System;
  /** Name, by `component.variable`, and units of each output, in order. */
  readonly outputs: readonly { readonly name: string; readonly unit: string }[];
  /** The units in which the model counts time. */
  readonly time: string;
  /** Equations whose units do not agree. */
  readonly unitIssues: readonly UnitIssue[];
}

/**
 * Makes a system of a CellML model and what it imports; its outputs are the named variables, or else all that
 * change. Time starts at 0. Throws HS15xx with file and line.
 */
export function lowerCellml(
  document: CellmlDocument,
  load: LoadCellml,
  wanted: readonly string[] | null = null,
): LoweredCellml {
  const assembled = assemble(document, load);
  const connected = connect(assembled);
  const roles = assignRoles(connected, assembled.components);
  const order = tearCircles(connected, roles);
  const lowering = new CellmlLowering(connected, roles);
  for (const path of order) lowering.value(connected.of.get(path)!.quantity);
  const views = (wanted ?? changing(roles)).map((name) => lowering.viewNamed(name, document.source));
  const outputs = views.map((view) => ({ name: view.path, unit: view.variable.units }));
  const read = views.map((view) => ({ name: view.path, unit: "", value: lowering.read(view) }));
  const time = timeUnit(roles, document);
  return {
    system: systemOf(lowering, read, lowerResets(lowering, assembled.components)),
    outputs,
    time,
    unitIssues: checkUnits(assembled, connected),
  };
}

function changing(roles: ReadonlyMap<unknown, CellmlRole>): readonly string[] {
  const kinds = ["state", "held", "assigned", "unknown"] as const;
  return kinds.flatMap((kind) =>
    [...roles.values()].filter((role) => role.kind === kind).map((one) => one.view.path),
  );
}

function timeUnit(roles: ReadonlyMap<unknown, CellmlRole>, { source }: CellmlDocument): string {
  const time = [...roles.values()].find((role) => role.kind === "time");
  if (time !== undefined) return time.view.variable.units;
  const cure = "Give a model with a derivative by time.";
  throw failure("HS1505", { what: "This model", why: "nothing in it changes in time", cure }, { source });
}

function systemOf(lowering: CellmlLowering, outputs: System["outputs"], events: System["events"]): System {
  const { graph } = lowering;
  const states = lowering.states();
  const { constraints, unknowns } = lowering.constraints();
  return {
    hash: uniqueHash(),
    graph,
    states,
    outputs,
    events,
    inputs: [],
    parameters: [],
    parameterOrder: [],
    ...(constraints.length === 0 ? {} : { constraints, unknowns }),
  };
}

let made = 0;
/** Imported systems are not published models: each is its own. */
function uniqueHash(): string {
  made += 1;
  return `cellml:${made}`;
}
