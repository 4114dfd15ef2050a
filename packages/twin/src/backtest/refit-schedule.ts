/** Says when enough has been learnt to solve again: every 24 rows at first, later every fiftieth of all rows. */
export class RefitSchedule {
  private next = 24;

  /** True once each time the number of rows reaches the next mark. */
  dueAfter(rows: number): boolean {
    if (rows < this.next) return false;
    this.next = rows + Math.max(24, Math.floor(rows / 50));
    return true;
  }
}
