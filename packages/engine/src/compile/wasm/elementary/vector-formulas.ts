import { bitsOf } from "../bytes.ts";
import type { FunctionCode } from "../function-code.ts";
import type { Opcode } from "../opcodes.ts";

/** Pushes a vector on the stack. */
export type Term = () => void;

/** Writes formulas over vectors as short as on paper, where stack order would hide them. */
export class VectorFormulas {
  readonly code: FunctionCode;

  constructor(code: FunctionCode) {
    this.code = code;
  }

  readonly argument =
    (index: number): Term =>
    () =>
      this.code.get(index);
  readonly bits =
    (value: bigint): Term =>
    () =>
      this.code.bits(value);
  readonly number = (value: number): Term => this.bits(bitsOf(value));
  readonly apply =
    (op: Opcode, ...terms: readonly Term[]): Term =>
    () => {
      for (const term of terms) term();
      this.code.op(op);
    };
  readonly plus = (a: Term, b: Term): Term => this.apply("f64x2.add", a, b);
  readonly minus = (a: Term, b: Term): Term => this.apply("f64x2.sub", a, b);
  readonly times = (a: Term, b: Term): Term => this.apply("f64x2.mul", a, b);
  readonly both = (a: Term, b: Term): Term => this.apply("v128.and", a, b);
  readonly either = (a: Term, b: Term): Term => this.apply("v128.or", a, b);
  readonly choose = (condition: Term, then: Term, otherwise: Term): Term =>
    this.apply("v128.bitselect", then, otherwise, condition);
  readonly shifted =
    (op: "i64x2.shl" | "i64x2.shr_u", term: Term, count: number): Term =>
    () => {
      term();
      this.code.integer(count).op(op);
    };

  /** The term in a local of its own: computed here, once. */
  keep(term: Term): Term {
    const local = this.code.local("v128");
    term();
    this.code.set(local);
    return () => this.code.get(local);
  }

  /** Pairs of a table at each lane's offset, in bytes: their first numbers, and their second. */
  pairs(table: Float64Array, offsets: Term, fixed = 0): readonly [Term, Term] {
    const [first, second] = ([0, 1] as const).map((lane) =>
      this.keep(() => {
        offsets();
        this.code.lowBits(lane).loadTable(table, fixed);
      }),
    ) as [Term, Term];
    const halves = (take: "lowHalves" | "highHalves") =>
      this.keep(() => {
        first();
        second();
        this.code[take]();
      });
    return [halves("lowHalves"), halves("highHalves")];
  }
}

/** Rounded to single precision. */
export const single = (f: VectorFormulas, x: Term): Term =>
  f.apply("f64x2.promote_low_f32x4", f.apply("f32x4.demote_f64x2_zero", x));
