import { beginning } from "../../solve/step-control.ts";
import { dependsOnTime } from "../layout.ts";
import { FunctionCode, type Local } from "./function-code.ts";
import { laneFields, type MemoryLayout } from "./memory-layout.ts";
import { expressions, type ModuleParts } from "./module-parts.ts";

/**
 * Tables of edges in memory: for each edge its time (8 bytes), the count of its changes (4, then 4 unused), and 24
 * bytes a change: kind, slot (4 each), two numbers. The last edge stands at infinity.
 */
export const edgeTable = { head: 16, change: 24 } as const;
/** set: input to a + b, where a is NaN for its value at rest; add: a to a state; fire: an event. */
export const changeKinds = { set: 0, add: 1, fire: 2 } as const;

/** (lane): applies one event to one lane, all right-hand sides read before any state is written. */
export function eventFunction(parts: ModuleParts, event: number): FunctionCode {
  const code = new FunctionCode(["i32"]);
  const { system, layout } = parts;
  const { assignments } = system.events[event]!;
  const [time, mask] = [code.local("v128"), code.local("v128")];
  code.load(layout.time).set(time);
  code.get(0).integer(4).op("i32.shl").loadVector(layout.laneMasks).set(mask);
  const values = expressions(
    code,
    parts,
    assignments.map(({ value }) => value),
    { time, state: (slot) => code.load(layout.y + 16 * slot) },
  );
  const results = assignments.map(({ state, value }) => {
    const local = code.local("v128");
    values.number(value);
    code.set(local);
    return { at: layout.y + 16 * state, local };
  });
  for (const { at, local } of results) {
    code.store(at, () => code.get(local).load(at).get(mask).op("v128.bitselect"));
  }
  return code;
}

/**
 * (lane): applies the changes of an edge that stands at the lane's time, and opens the segment to the next edge. Where
 * nothing changed, the first stage is what the last one before was.
 */
export function enterFunction({ layout, system }: ModuleParts, events: readonly number[]): FunctionCode {
  const code = new FunctionCode(["i32"]);
  const lane = 0;
  const [own, shift, edge, count, changed] = [0, 1, 2, 3, 4].map(() => code.local("i32")) as [
    Local,
    Local,
    Local,
    Local,
    Local,
  ];
  code.get(lane).integer(4).op("i32.shl").integer(layout.lanes).op("i32.add").set(own);
  code.get(lane).integer(3).op("i32.shl").set(shift);
  code.get(own).loadInteger(laneFields.edge).set(edge);
  code
    .get(edge)
    .loadScalar(0)
    .get(shift)
    .loadScalar(layout.time)
    .op("f64.eq")
    .if(() => {
      code.get(edge).loadInteger(8).set(count);
      code.get(edge).integer(edgeTable.head).op("i32.add").set(edge);
      code.loop(() => {
        code.get(count).if(() => {
          changeCode(code, layout, events, { lane, shift, edge, changed });
          code.get(edge).integer(edgeTable.change).op("i32.add").set(edge);
          code.get(count).integer(1).op("i32.sub").set(count);
          code.again(1);
        });
      });
      code.get(own).get(edge).storeInteger(laneFields.edge);
    });
  code
    .get(shift)
    .get(edge)
    .loadScalar(0)
    .get(shift)
    .loadScalar(layout.goal)
    .op("f64.min")
    .storeScalar(layout.end);
  code.get(shift).scalar(beginning).storeScalar(layout.before);
  code.get(shift).scalar(0).storeScalar(layout.rejected);
  code.get(shift).scalar(0).storeScalar(layout.tries);
  const open = () =>
    code.store(layout.fresh, () => {
      code.load(layout.fresh).get(lane).integer(4).op("i32.shl").loadVector(layout.laneMasks).op("v128.or");
    });
  if (dependsOnTime(system)) open();
  else code.get(changed).if(open);
  return code;
}

interface ChangeLocals {
  readonly lane: Local;
  readonly shift: Local;
  readonly edge: Local;
  /** Becomes 1 where anything changes. */
  readonly changed: Local;
}

function changeCode(
  code: FunctionCode,
  layout: MemoryLayout,
  events: readonly number[],
  { lane, shift, edge, changed }: ChangeLocals,
): void {
  const [place, base] = [code.local("i32"), code.local("f64")];
  const stale = () => code.integer(0).integer(1).tee(changed).storeInteger(layout.stale);
  const when = (kind: number, body: () => void) =>
    code.get(edge).loadInteger(0).integer(kind).op("i32.eq").if(body);

  code.get(edge).loadInteger(4).integer(4).op("i32.shl").get(shift).op("i32.add").set(place);
  when(changeKinds.set, () => {
    code.get(edge).loadScalar(8).set(base);
    code.get(base).get(base).op("f64.ne");
    code.if(() => code.get(place).loadScalar(layout.rest).set(base));
    code.get(base).get(edge).loadScalar(16).op("f64.add").set(base);
    code.get(base).get(place).loadScalar(layout.inputs).op("f64.ne").if(stale);
    code.get(place).get(base).storeScalar(layout.inputs);
  });
  when(changeKinds.add, () => {
    code.get(edge).loadScalar(8).scalar(0).op("f64.ne").if(stale);
    code.get(place).get(place).loadScalar(layout.y);
    code.get(edge).loadScalar(8).op("f64.add").storeScalar(layout.y);
  });
  when(changeKinds.fire, () => {
    stale();
    for (const [event, index] of events.entries()) {
      code.get(edge).loadInteger(4).integer(event).op("i32.eq");
      code.if(() => code.get(lane).call(index));
    }
  });
}
