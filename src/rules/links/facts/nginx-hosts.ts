import { classOf } from '../../../model/ingress-class';
import { controllerFamilyOf } from '../../../model/ingress-controllers';
import { isCanary, pathOf, readsPatterns } from '../../../model/ingress-nginx/host-rules';
import type { NetworkModel } from '../../../model/network-model';
import type { Ingress } from '../../../model/objects';
import type { IngressRoute } from '../../../model/route-table';
import { routesOf } from '../../../model/route-table';
import { viewOf } from '../../../model/view';
import { append, groupBy } from '../../../terms/maps';
import { keyOf } from '../../../terms/object-ref';
import type { Cursor } from '../../cursor';
import type { RuleContext } from '../../rule';
import { pathOfRoute } from './ingress-at';
import { isKept } from './kept';

/** All paths of a host that ingress-nginx serves, and whether it reads them as regular expressions. */
export interface NginxHost {
  readonly routes: readonly IngressRoute[];
  readonly readsPatterns: boolean;
}

/** Whether the controller of an Ingress is ingress-nginx. */
export function isNginx(model: NetworkModel, ingress: Ingress): boolean {
  return controllerFamilyOf(model, classOf(model, ingress) ?? '') === 'ingress-nginx';
}

/** A path of an Ingress, with those that its host has beside it. */
export interface NginxPathAt {
  readonly at: Cursor;
  readonly route: IngressRoute;
  readonly path: string;
  readonly host: NginxHost;
}

/** The paths of an Ingress that ingress-nginx serves; none of another controller's. */
export function nginxPathsAt(object: Cursor, context: RuleContext): readonly NginxPathAt[] {
  const {
    model,
    object: { namespace, name },
  } = context;
  const found = hostsOf(model).get(keyOf(namespace, name)) ?? [];
  const [first] = found;
  return first === undefined || !isKept(object, first.route.source, context)
    ? []
    : found.map(({ route, host }) => ({
        at: pathOfRoute(object, route),
        route,
        path: pathOf(route),
        host,
      }));
}

const hostsOf = viewOf((model: NetworkModel) => {
  const routes = routesOf(model).filter(({ path, source }) => path !== undefined && isNginx(model, source));
  const byIngress = new Map<string, { readonly route: IngressRoute; readonly host: NginxHost }[]>();
  for (const ofHost of groupBy(routes, ({ host = '' }) => host.toLowerCase()).values()) {
    const host = { routes: ofHost, readsPatterns: readsPatterns(ofHost) };
    for (const route of ofHost) append(byIngress, route.ingress, { route, host });
  }
  return byIngress;
});

/** Whether a route makes locations of nginx: canaries do not. */
export function makesLocations(route: IngressRoute): boolean {
  return !isCanary(route);
}
