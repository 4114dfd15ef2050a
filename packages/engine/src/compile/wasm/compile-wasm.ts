import type { BinaryOp, GraphReader, UnaryOp } from "../../equations/graph.ts";
import { linearise } from "../../model/linearise.ts";
import type { System } from "../../model/system.ts";
import type { Method } from "../../solve/methods/method.ts";
import type { RosenbrockMethod } from "../../solve/methods/rosenbrock-method.ts";
import { eliminationOf } from "../../solve/sparse/elimination.ts";
import { worthUnrolling } from "../../solve/sparse/straight-line.ts";
import { isHybrid } from "../compile-kernel.ts";
import { binaryOperations, unaryOperations } from "../operations.ts";
import { ConstantPool } from "./constant-pool.ts";
import { denseFunction } from "./dense-function.ts";
import { constantsFunction } from "./derivative-functions.ts";
import { enterFunction, eventFunction } from "./edge-functions.ts";
import { FunctionCode } from "./function-code.ts";
import type { MemoryLayout } from "./memory-layout.ts";
import { ModuleWriter } from "./module-bytes.ts";
import { rosenbrockPlan } from "./rosenbrock/rosenbrock-plan.ts";
import { runFunction } from "./run-function.ts";
import { stepFunction } from "./step-function.ts";
import { explicitPlan } from "./step-plan.ts";
import { calledFunctions, inlinedFunctions } from "./elementary/own-functions.ts";
import { type WasmMemory, webAssembly } from "./web-assembly.ts";

/** The methods that a machine can be made for. */
export type PairMethod = Method | RosenbrockMethod;

/** A running module: both lanes stand in its memory, `run` moves them (see run-function.ts for its answers). */
export interface PairMachine {
  readonly layout: MemoryLayout;
  readonly memory: WasmMemory;
  readonly run: (budget: number) => number;
}

/**
 * Compiles a system with one method and the wanted outputs to WebAssembly: the right-hand side of two members an
 * instruction, the whole integration loop inside. Undefined where WebAssembly with vectors is not to be had, and for
 * systems with triggers, delays or constraints, methods whose dense output takes further stages, and systems whose
 * elimination is too long to unroll.
 */
export function compilePairMachine(
  system: System,
  method: PairMethod,
  outputs: readonly number[],
): PairMachine | undefined {
  const wasm = webAssembly();
  if (wasm === undefined || isHybrid(system) || !fitsMachine(system, method)) return undefined;
  const { bytes, layout, imports } = pairModule(system, method, outputs);
  const math = Object.fromEntries(imports.map((name) => [name, scalarFunction(name)]));
  const { exports } = new wasm.Instance(new wasm.Module(bytes), { math });
  const { memory, run } = exports as unknown as Pick<PairMachine, "memory" | "run">;
  return { layout, memory, run };
}

function fitsMachine(system: System, method: PairMethod): boolean {
  if ("gamma" in method) return worthUnrolling(eliminationOf(linearise(system, false).pattern));
  return method.further === undefined;
}

export function pairModule(system: System, method: PairMethod, outputs: readonly number[]) {
  const writer = new ModuleWriter();
  const functions = vectorFunctions(
    writer,
    "gamma" in method ? linearise(system, false).graph : system.graph,
  );
  const { parts, step, run } =
    "gamma" in method
      ? rosenbrockPlan(writer, functions, system, method)
      : explicitPlan(writer, functions, system, method);
  const dense = denseFunction(
    parts,
    outputs.map((slot) => system.outputs[slot]!.value),
  );
  const attempt = stepFunction(parts, {
    ...step,
    dense: writer.add(dense),
  });
  const events = system.events.map((_, event) => writer.add(eventFunction(parts, event)));
  const whole = runFunction(parts, {
    ...run,
    step: writer.add(attempt),
    enter: writer.add(enterFunction(parts, events)),
    constants: writer.add(constantsFunction(parts)),
  });
  writer.add(whole, "run");
  const pool = new ConstantPool(parts.layout.free);
  const bytes = writer.bytes(pool);
  const layout = { ...parts.layout, free: pool.end };
  return { bytes, layout, imports: writer.imports.map((one) => one.name) };
}

const instructions: ReadonlySet<string> = new Set(
  "number time state parameter input select neg not and or lt le gt ge eq ne add sub mul div min max"
    .split(" ")
    .concat("abs sqrt floor ceil".split(" ")),
);

const scalarFunction = (op: string) =>
  op in unaryOperations ? unaryOperations[op as UnaryOp] : binaryOperations[op as BinaryOp];

/** Functions of the graph: our own on both lanes at once, the rare others JavaScript's, one lane after the other. */
function vectorFunctions(writer: ModuleWriter, graph: GraphReader) {
  const counts = new Map<string, number>();
  const uses = new Map<string, number>();
  for (let node = 0; node < graph.size; node++) {
    const op = graph.op(node);
    uses.set(op, (uses.get(op) ?? 0) + 1);
    if (!instructions.has(op) && !(op in inlinedFunctions)) counts.set(op, graph.args(node).length);
  }
  const foreign = [...counts].filter(([op]) => !(op in calledFunctions));
  for (const [name, count] of foreign) {
    const takes = Array.from({ length: count }, () => "f64" as const);
    writer.importFunction({ name, signature: { takes, gives: ["f64"] } });
  }
  const calls = new Map(foreign.map(([name, count], i) => [name, writer.add(laneByLane(i, count))]));
  for (const [op, add] of Object.entries(calledFunctions)) if (counts.has(op)) calls.set(op, add(writer));
  for (const [op, inlined] of Object.entries(inlinedFunctions)) {
    if ((uses.get(op) ?? 0) > mostInlined) calls.set(op, writer.add(called(inlined)));
  }
  return {
    call: (code: FunctionCode, op: UnaryOp | BinaryOp) => {
      const call = calls.get(op);
      if (call === undefined) inlinedFunctions[op]!(code);
      else code.call(call);
    },
  };
}

/** WebAssembly optimises any length: here it is only the time to make a module, which the text of each use adds to. */
const mostInlined = 10;

function called(inlined: (code: FunctionCode) => void): FunctionCode {
  const code = new FunctionCode(["v128"], ["v128"]);
  inlined(code.get(0));
  return code;
}

function laneByLane(index: number, count: number): FunctionCode {
  const takes = Array.from({ length: count }, () => "v128" as const);
  const code = new FunctionCode(takes, ["v128"]);
  const call = (lane: 0 | 1) => {
    for (let i = 0; i < count; i++) code.get(i).lane(lane);
    code.call(index);
  };
  call(0);
  code.op("f64x2.splat");
  call(1);
  return code.replaceLane(1);
}
