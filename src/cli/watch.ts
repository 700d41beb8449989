import { once } from 'node:events';
import { watch } from 'chokidar';
import type { ExitCode } from './exit-code';
import { tellFailure } from './failure';
import { tell } from './print';

/** What is not an input, and too much to look at. */
const IGNORED = /(?:^|[/\\])(?:\.git|node_modules|dist)(?:[/\\]|$)/;

/** Changes that come together, as of an editor that saves all its files, are one. */
const DEBOUNCE_MS = 100;

/**
 * Runs now, and again after each change below the paths, until the signal is aborted, whose reason it throws then. What goes
 * wrong in a run is told, and ends that run alone.
 *
 * @param paths files and folders; none: the working directory
 */
export async function watched(
  paths: readonly string[],
  run: () => Promise<ExitCode>,
  signal: AbortSignal,
): Promise<never> {
  const watcher = watch(paths.length === 0 ? ['.'] : [...paths], {
    ignored: (path) => IGNORED.test(path),
    ignoreInitial: true,
  });
  const changes = new Changes();
  watcher.on('all', (_, path) => changes.add(path));
  const onAbort = () => changes.end();
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    await once(watcher, 'ready', { signal });
    for (;;) {
      try {
        await run();
      } catch (error) {
        signal.throwIfAborted();
        tellFailure(error, false);
      }
      const path = await changes.next();
      signal.throwIfAborted();
      tell(`${path} has changed: once more`);
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    await watcher.close();
  }
}

/** What has changed, told once nothing has for a moment. */
class Changes {
  private last: string | undefined;
  private isQuiet = true;
  private timer: NodeJS.Timeout | undefined;
  private tellNext: ((path: string) => void) | undefined;

  add(path: string): void {
    this.last = path;
    this.isQuiet = false;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.isQuiet = true;
      this.settle();
    }, DEBOUNCE_MS);
  }

  /** Nobody waits any more. */
  end(): void {
    clearTimeout(this.timer);
    this.tellNext?.('');
  }

  /** The path that changed last, of all that did since the last time. */
  next(): Promise<string> {
    return new Promise((resolve) => {
      this.tellNext = resolve;
      this.settle();
    });
  }

  private settle(): void {
    if (!this.isQuiet || this.last === undefined || this.tellNext === undefined) return;
    this.tellNext(this.last);
    this.last = undefined;
    this.tellNext = undefined;
  }
}
