const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/**
 * Ctrl-C. For a run that has started nothing it ends the process, as everywhere, even in the middle of a long check. Once
 * somebody holds the signal there may be something to tidy: then the first Ctrl-C asks the run to do so and end, and the
 * second one ends the process at once.
 */
export class Interruption implements Disposable {
  private readonly controller = new AbortController();
  private armed = false;

  get signal(): AbortSignal {
    if (!this.armed) for (const name of SIGNALS) process.on(name, this.onSignal);
    this.armed = true;
    return this.controller.signal;
  }

  get happened(): boolean {
    return this.controller.signal.aborted;
  }

  [Symbol.dispose](): void {
    for (const name of SIGNALS) process.off(name, this.onSignal);
  }

  private readonly onSignal = (name: NodeJS.Signals): void => {
    if (this.happened) {
      process.stderr.write('\ncdk8s-net: ended at once; what is left of the run is removed by `cdk8s-net cleanup`\n');
      process.exit(130);
    }
    this.controller.abort(new Error(`interrupted by ${name}`));
  };
}
