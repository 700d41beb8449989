import type { NetworkModel } from '../../model/network-model';
import type { IngressRoute } from '../../model/route-table';
import { routesOf } from '../../model/route-table';
import { viewOf } from '../../model/view';
import { withoutTrailingSlash } from '../../terms/ingress-path';

/** A route, and an earlier one that takes the same requests. */
export interface Conflict {
  readonly route: IngressRoute;
  readonly earlier: IngressRoute;
  /** The same path, letter by letter; otherwise the two differ in a trailing slash only. */
  readonly same: boolean;
}

/** The conflicts of one Ingress, named as `namespace/name`, with routes of the same class and host. */
export function conflictsOf(model: NetworkModel, ingress: string): readonly Conflict[] {
  return conflicts(model).get(ingress) ?? [];
}

const conflicts = viewOf((model: NetworkModel): ReadonlyMap<string, readonly Conflict[]> => {
  const first = new Map<string, IngressRoute>();
  const found = new Map<string, Conflict[]>();
  for (const route of routesOf(model)) {
    if (route.path === undefined || isChosenOtherwise(route)) continue;
    const key = keyOfRequests(route);
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, route);
    else append(found, route.ingress, { route, earlier, same: earlier.path?.path === route.path.path });
  }
  return found;
});

/** Annotations by which a controller tells such routes apart: canaries, priorities, conditions, entry points. */
function isChosenOtherwise({ source }: IngressRoute): boolean {
  return Object.entries(source.metadata.annotations ?? {}).some(
    ([key, value]) => CHOSEN.test(key) && value !== 'false',
  );
}

const CHOSEN = /canary|priority|conditions\.|entrypoints|group\.order|match-/;

/** One key for all routes that take the same requests. */
function keyOfRequests({ className = '', host = '', path }: IngressRoute): string {
  const { pathType, path: text } = path ?? { pathType: '', path: '' };
  const requests = pathType === 'Prefix' ? withoutTrailingSlash(text) : text;
  return JSON.stringify([className, host.toLowerCase(), pathType, requests]);
}

function append(lists: Map<string, Conflict[]>, key: string, item: Conflict): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}
