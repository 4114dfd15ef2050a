import { otherUnit } from "@homeostat/twin";
import { beyondRange } from "./beyond-range.ts";
import { type DateOrder, endsInYear, orderTold } from "./local-time.ts";
import type { TableLayout, TableRow } from "./layouts.ts";

type GlucoseUnit = "mg/dL" | "mmol/L";

/** How one file writes what its layout means: told by its header, or by what all of its rows can only mean. */
export interface Dialect {
  readonly unit: GlucoseUnit;
  /** Readings that told the unit; null where the header or the layout declares it. */
  readonly unitFrom: number | null;
  readonly order: DateOrder;
  /** The date that told the order. */
  readonly orderFrom: { readonly text: string; readonly line: number } | null;
}

/** So many readings tell a unit: no sensor's ranges in the two units meet. */
const fewest = 12;
const enough = 48;

/** Goes by a file's rows until they have told how it is written. */
export class DialectSurvey {
  readonly #layout: TableLayout;
  #readings = 0;
  #inOther = 0;
  #order: Dialect["orderFrom"] = null;
  #openDates = false;

  constructor(layout: TableLayout) {
    this.#layout = layout;
  }

  /** Whether all is told. */
  see({ cells, line }: TableRow): boolean {
    const at = (column: string) => cells[this.#layout.columns.indexOf(column)]?.trim() ?? "";
    this.#seeGlucose(at("gl"));
    const time = at("time");
    if (endsInYear(time)) this.#openDates = true;
    if (this.#order === null && orderTold(time) !== null) this.#order = { text: time, line };
    return this.#readings >= enough && (!this.#openDates || this.#order !== null);
  }

  dialect(): Dialect {
    const { unit } = this.#layout;
    const told = unit === null && this.#readings >= fewest && this.#inOther === this.#readings;
    return {
      unit: unit ?? (told ? "mmol/L" : "mg/dL"),
      unitFrom: told ? this.#readings : null,
      order: this.#order && orderTold(this.#order.text),
      orderFrom: this.#order,
    };
  }

  #seeGlucose(text: string): void {
    const value = Number(text.replace(",", "."));
    if (text === "" || value === 0 || Number.isNaN(value) || beyondRange(text)) return;
    if (this.#readings >= enough) return;
    this.#readings++;
    if (otherUnit({ value, unit: "mg/dL" }, "mg/dL")) this.#inOther++;
  }
}
