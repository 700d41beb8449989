import { setTimeout as pause } from 'node:timers/promises';
import { WAITS } from '../cluster/waits';
import type { KindCli } from './kind-cli';

/**
 * Deletes clusters until none comes any more, and says which: a container engine goes on with what it was told by a command that was
 * stopped meanwhile.
 */
export async function deleteAllThatCome(
  kind: Pick<KindCli, 'clusters' | 'delete'>,
  isMeant: (name: string) => boolean,
): Promise<readonly string[]> {
  const deleted = new Set<string>();
  for (let since = performance.now(); performance.now() - since < WAITS.lateContainersMs;) {
    for (const name of (await kind.clusters()).filter(isMeant)) {
      await kind.delete(name);
      deleted.add(name);
      since = performance.now();
    }
    await pause(WAITS.rolloutPollMs);
  }
  return [...deleted];
}
