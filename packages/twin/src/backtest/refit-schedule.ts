/** Says when enough has been learnt to solve again: after 24 rows, then every 48, later every fiftieth of all rows. */
export class RefitSchedule {
  private next = 24;

  /** True once each time the number of rows reaches the next mark. */
  dueAfter(rows: number): boolean {
    if (rows < this.next) return false;
    this.next = rows + Math.max(48, Math.floor(rows / 50));
    return true;
  }
}
