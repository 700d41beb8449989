import { tell } from './print';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/**
 * What ends a run early. For a run that has started nothing Ctrl-C ends the process, as everywhere, even in the middle of a
 * long check. Once somebody holds the signal there may be something to tidy: then the first Ctrl-C asks the run to do so and
 * end, and the second one ends the process at once.
 */
export class Interruption implements Disposable {
  private readonly controller = new AbortController();
  private armed = false;
  private by: 'signal' | 'crash' | undefined;

  get signal(): AbortSignal {
    if (!this.armed) for (const name of SIGNALS) process.on(name, this.onSignal);
    this.armed = true;
    return this.controller.signal;
  }

  /** What interrupted the run; undefined: nothing has. */
  get cause(): 'signal' | 'crash' | undefined {
    return this.by;
  }

  /** An exception that nobody caught: what is going on cannot be relied on any more, but is still to be tidied up. */
  crash(): void {
    if (!this.armed) process.exit(2);
    this.by = 'crash';
    this.controller.abort(new Error('an exception was not caught'));
  }

  [Symbol.dispose](): void {
    for (const name of SIGNALS) process.off(name, this.onSignal);
  }

  private readonly onSignal = (name: NodeJS.Signals): void => {
    if (this.by !== undefined) {
      tell('ended at once; what is left of the run is removed by `cdk8s-net cleanup`');
      process.exit(130);
    }
    this.by = 'signal';
    this.controller.abort(new Error(`interrupted by ${name}`));
  };
}
