import type { Cells, HandModel } from "./hand-model.ts";

interface Change {
  readonly at: number;
  /** What happens, under the parameters in force then. */
  readonly happen: (p: Cells) => void;
}

const step = 0.05;

/** Prediction and variance at each row with data. */
export function predict(model: HandModel, rows: readonly Cells[], eta: readonly number[]) {
  const run = new HandRun(model, rows[0]!.TIME ?? 0);
  return rows.flatMap((row) => run.read(row, model.parameters(eta, row)));
}

/**
 * Doses: AMT into CMT with RATE (-2: duration D, -1: rate R), II and ADDL, SS 1; LAG of the dose's row, F, D and R of the
 * row before which it enters.
 */
class HandRun {
  private readonly model: HandModel;
  private y: number[];
  private rates: number[];
  private changes: Change[] = [];
  private now: number;

  constructor(model: HandModel, now: number) {
    this.model = model;
    this.y = new Array<number>(model.states).fill(0);
    this.rates = this.y.slice();
    this.now = now;
  }

  read(row: Cells, p: Cells): (readonly [number, number])[] {
    const event = row.EVID ?? (row.AMT ? 1 : 0);
    if (event >= 3) this.restart(row.TIME!);
    this.passTo(p, row.TIME ?? 0);
    if (event === 1 || event === 4) this.dose(row, p);
    return event === 0 && !row.MDV ? [this.model.observe(this.y, p, row)] : [];
  }

  private restart(time: number): void {
    this.y.fill(0);
    this.rates.fill(0);
    this.changes = [];
    this.now = time;
  }

  private dose(row: Cells, p: Cells): void {
    const lag = p[`LAG${Math.max(1, row.CMT ?? 1)}`] ?? 0;
    const repeats = row.ADDL ?? 0;
    if (row.SS === 1) {
      const first = this.now - 60 * row.II!;
      this.restart(first);
      for (let i = 0; i <= 60; i++) this.give(row, first + i * row.II! + lag, i === 60 ? repeats : 0, p);
    } else this.give(row, row.TIME! + lag, repeats, lag === 0 ? p : undefined);
    this.passTo(p, row.TIME!);
  }

  /** `own` are the parameters of the row, where these and no later ones count. */
  private give(row: Cells, at: number, left: number, own?: Cells): void {
    const state = Math.max(0, (row.CMT ?? 1) - 1);
    const happen = (inForce: Cells) => {
      const p = own ?? inForce;
      const amount = row.AMT! * (p[`F${state + 1}`] ?? 1);
      if (left > 0) this.give(row, at + row.II!, left - 1);
      if (!row.RATE) {
        this.y[state]! += amount;
        return;
      }
      const duration = row.RATE === -2 ? p.D! : amount / (row.RATE === -1 ? p.R! : row.RATE);
      this.rates[state]! += amount / duration;
      const end = () => {
        this.rates[state]! -= amount / duration;
      };
      this.changes.push({ at: at + duration, happen: end });
    };
    this.changes.push({ at, happen });
  }

  private passTo(p: Cells, time: number): void {
    for (;;) {
      this.changes.sort((a, b) => a.at - b.at);
      const [next, ...rest] = this.changes;
      if (next === undefined || next.at > time) break;
      this.changes = rest;
      this.move(p, Math.max(this.now, next.at));
      next.happen(p);
    }
    this.move(p, time);
  }

  private move(p: Cells, to: number): void {
    const count = Math.ceil((to - this.now) / step - 1e-9);
    const h = (to - this.now) / count;
    for (let i = 0; i < count; i++) this.y = rungeKutta(this.model, this.y, this.rates, p, h);
    this.now = to;
  }
}

function rungeKutta(model: HandModel, y: number[], rates: number[], p: Cells, h: number): number[] {
  const n = y.length;
  const sum = y.slice();
  let at = y;
  for (let stage = 0; stage < 4; stage++) {
    const k = model.rates(at, p);
    const [weight, ahead] = stage === 0 || stage === 3 ? [h / 6, h / 2] : [h / 3, stage === 1 ? h / 2 : h];
    const next = y.slice();
    for (let i = 0; i < n; i++) {
      const slope = k[i]! + rates[i]!;
      sum[i]! += weight * slope;
      next[i]! += ahead * slope;
    }
    at = next;
  }
  return sum;
}
