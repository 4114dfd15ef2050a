/** Columns of a sparse matrix that are added one after the other; room is kept when they are cleared. */
export class GrowingColumns {
  rows = new Int32Array(64);
  values = new Float64Array(64);
  private readonly starts: number[] = [0];
  private count = 0;

  start(column: number): number {
    return this.starts[column]!;
  }

  end(column: number): number {
    return this.starts[column + 1]!;
  }

  clear(): void {
    this.count = 0;
    this.starts.length = 1;
  }

  add(row: number, value: number): void {
    if (this.count === this.rows.length) this.grow();
    this.rows[this.count] = row;
    this.values[this.count++] = value;
  }

  /** Ends the column that is being added. */
  close(): void {
    this.starts.push(this.count);
  }

  private grow(): void {
    const [rows, values] = [this.rows, this.values];
    this.rows = new Int32Array(2 * rows.length);
    this.values = new Float64Array(2 * rows.length);
    this.rows.set(rows);
    this.values.set(values);
  }
}
