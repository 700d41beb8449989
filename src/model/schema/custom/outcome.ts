import type { Violation } from './violation';

/** What a schema says of a value, and how many checks were made, by which the best of several alternatives is chosen. */
export class Outcome {
  readonly violations: Violation[] = [];
  count = 0;
  private said: Set<string> | undefined;

  get isValid(): boolean {
    return this.violations.length === 0;
  }

  /** The same thing is said once. */
  add(violation: Violation): void {
    const sentence = `${violation.path}\n${violation.detail}`;
    this.said ??= new Set();
    if (this.said.has(sentence)) return;
    this.said.add(sentence);
    this.violations.push(violation);
  }

  merge({ violations, count }: Outcome): void {
    for (const violation of violations) this.add(violation);
    this.count += count;
  }
}
