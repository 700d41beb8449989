import { controllerFamilyOf } from '../../../model/ingress-controllers';
import type { NetworkModel } from '../../../model/network-model';
import type { IngressRoute } from '../../../model/route-table';
import { routesOf } from '../../../model/route-table';
import { viewOf } from '../../../model/view';
import { objectsIn } from '../../../model/workload';
import { withoutTrailingSlash } from '../../../terms/ingress-path';
import { append, ownOf } from '../../../terms/maps';

/** A route, and an earlier one that takes the same requests. */
export interface Conflict {
  readonly route: IngressRoute;
  readonly earlier: IngressRoute;
  /**
   * In what the two differ: in nothing, in a trailing slash, or in that one is Prefix and the other left to the
   * controller, which takes it for a prefix if it is like most.
   */
  readonly differ: 'nothing' | 'slash' | 'pathType';
}

/** The conflicts of one Ingress, named as `namespace/name`, with routes of the same entrance and host. */
export function conflictsOf(model: NetworkModel, ingress: string): readonly Conflict[] {
  return conflicts(model).get(ingress) ?? [];
}

const conflicts = viewOf((model: NetworkModel): ReadonlyMap<string, readonly Conflict[]> => {
  const first = new Map<string, IngressRoute>();
  const found = new Map<string, Conflict[]>();
  for (const route of routesOf(model)) {
    if (isChosenOtherwise(route) || hasOwnHosts(route)) continue;
    const pathType = route.path?.pathType ?? 'default';
    const entrance = entranceOf(model, route);
    const key = keyOfRequests(entrance, route, pathType);
    const twin = ownOf(TWINS, pathType);
    const earlier =
      first.get(key) ?? (twin === undefined ? undefined : first.get(keyOfRequests(entrance, route, twin)));
    if (!first.has(key)) first.set(key, route);
    if (earlier !== undefined) append(found, route.ingress, { route, earlier, differ: differ(earlier, route) });
  }
  return found;
});

/** Path types that most controllers compare alike. */
const TWINS: Readonly<Record<string, string>> = {
  Prefix: 'ImplementationSpecific',
  ImplementationSpecific: 'Prefix',
};

function differ({ path: a }: IngressRoute, { path: b }: IngressRoute): Conflict['differ'] {
  if (a?.pathType !== b?.pathType) return 'pathType';
  return textOf(a?.path) === textOf(b?.path) ? 'nothing' : 'slash';
}

/** Whether this is the default backend of an Ingress that has rules: controllers keep it for the hosts of those. */
function hasOwnHosts({ path, source }: IngressRoute): boolean {
  return path === undefined && objectsIn(source.spec.rules).length > 0;
}

/** Annotations by which a controller tells such routes apart: canaries, priorities, conditions, entry points. */
function isChosenOtherwise({ source }: IngressRoute): boolean {
  return Object.entries(source.metadata.annotations ?? {}).some(
    ([key, value]) => CHOSEN.test(key) && value !== 'false',
  );
}

const CHOSEN = /canary|priority|conditions\.|entrypoints|group\.order|match-/;

/**
 * What the requests come in through: the controller of a class; but those of AWS and Google give each Ingress, or group of
 * them, a load balancer of its own.
 */
function entranceOf(model: NetworkModel, { className = '', ingress, source }: IngressRoute): string {
  const family = controllerFamilyOf(model, className);
  if (family !== 'aws' && family !== 'gce') return className;
  return source.metadata.annotations?.['alb.ingress.kubernetes.io/group.name'] ?? ingress;
}

/** One key for all routes that take the same requests. */
function keyOfRequests(entrance: string, { host = '', path }: IngressRoute, pathType: string): string {
  const text = textOf(path?.path);
  const requests = pathType === 'Prefix' ? withoutTrailingSlash(text) : text;
  return JSON.stringify([entrance, host.toLowerCase(), pathType, requests]);
}

/** No path is every path. */
function textOf(path: string | undefined): string {
  return path === undefined || path === '' ? '/' : path;
}
