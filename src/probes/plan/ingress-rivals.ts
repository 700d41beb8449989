import type { NetworkModel } from '../../model/network-model';
import type { IngressRoute } from '../../model/route-table';
import { routesOf } from '../../model/route-table';
import { viewOf } from '../../model/view';
import { groupBy } from '../../terms/maps';

/** The ways in of an Ingress, and what others of its class have for the same hosts. */
export interface Rivals {
  readonly own: readonly IngressRoute[];
  /** All rules for the host of one, its own among them. */
  readonly ofHost: (route: IngressRoute) => readonly IngressRoute[];
  /** The default backends of its class. */
  readonly defaults: readonly IngressRoute[];
}

/** @param ingress `namespace/name` */
export function rivalsOf(model: NetworkModel, ingress: string): Rivals {
  const { byIngress, byHost, defaults } = tableOf(model);
  const own = byIngress.get(ingress) ?? [];
  const className = own[0]?.className ?? '';
  return {
    own,
    ofHost: (route) => byHost.get(hostKey(route)) ?? [],
    defaults: defaults.get(className) ?? [],
  };
}

const tableOf = viewOf((model: NetworkModel) => {
  const routes = routesOf(model);
  return {
    byIngress: groupBy(routes, ({ ingress }) => ingress),
    byHost: groupBy(
      routes.filter(({ path }) => path !== undefined),
      hostKey,
    ),
    defaults: groupBy(
      routes.filter(({ path }) => path === undefined),
      ({ className = '' }) => className,
    ),
  };
});

function hostKey({ className = '', host = '*' }: IngressRoute): string {
  return `${className} ${host.toLowerCase()}`;
}
