import type { ExitCode } from './exit-code';
import type { Interruption } from './interruption';
import { UsageError } from './usage-error';

/** The flag of commands that can run again and again. */
export const WATCH = ['-w, --watch', 'run again whenever the input changes, until Ctrl-C'] as const;

/**
 * Runs once, or again and again.
 *
 * @throws UsageError for an input that cannot be read again
 */
export async function onceOrWatched(
  paths: readonly string[],
  isWatched: boolean,
  run: () => Promise<ExitCode>,
  interruption: Interruption,
): Promise<ExitCode> {
  if (!isWatched) return run();
  if (paths.includes('-')) throw new UsageError('--watch -: stdin is read once; name files or folders');
  const { watched } = await import('./watch');
  return watched(paths, run, interruption.signal);
}
