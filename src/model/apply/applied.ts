import type { Manifest } from '../manifest';
import { mergeStrategyOf } from './merge-strategy';
import { patched, threeWayPatch } from './strategic-patch';

/**
 * What `kubectl apply` asks the API server to store: the stored object with what the next manifest says, and without what the
 * last one said and the next does not. Whatever neither of them names stays as it is stored.
 *
 * @param last the manifest that was applied before, of which an annotation keeps a copy
 */
export function applied(last: Manifest, next: Manifest, stored: Manifest): Manifest {
  const strategy = mergeStrategyOf(next);
  return patched(stored, threeWayPatch(last, next, stored, strategy), strategy);
}
