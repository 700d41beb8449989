/** Below so many values, nearly all may come from aliases; above `HIGH`, a tenth. */
const LOW = 400_000;
const HIGH = 4_000_000;

/**
 * How much of a document may come from aliases, as go-yaml counts it: references to references grow without bounds
 * (a "billion laughs").
 */
export class AliasBudget {
  /** Values read, those that aliases stand for included. */
  spent = 0;
  private byAliases = 0;

  /** A value is read; false if too many came from aliases. */
  spend(): boolean {
    this.spent++;
    return this.suffices();
  }

  /** What an alias stands for is read, which takes that many values. */
  spendOnAlias(cost: number): boolean {
    this.spent += cost;
    this.byAliases += cost;
    return this.suffices();
  }

  private suffices(): boolean {
    if (this.byAliases <= 100 || this.spent <= 1000) return true;
    const above = Math.min(Math.max((this.spent - LOW) / (HIGH - LOW), 0), 1);
    return this.byAliases / this.spent <= 0.99 - 0.89 * above;
  }
}
