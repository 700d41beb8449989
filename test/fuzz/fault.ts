/** What is wrong with how an input was taken: where, and what was said. */
export interface Fault {
  readonly step: string;
  readonly said: string;
}
