import type { Cluster } from '../dataplane/cluster';
import { gatewayStatusOf } from '../dataplane/gateway/gateway-status';
import type { Attachment } from '../model/gateway/attachment';
import { describeRoute } from '../model/gateway/gateway-objects';
import type { GatewayView } from '../model/gateway/gateways';
import type { Listener } from '../model/gateway/listeners';
import type { GatewayStatuses } from '../model/gateway/status';
import { parentConditions } from '../model/gateway/status';
import { keyOf } from '../terms/object-ref';
import { UNSERVED } from './format-gateway';
import type { GatewayFacts, ListenerFacts, ListenerRouteFacts } from './gateway-explanation';

/** A Gateway as its controller sees it: listeners, what attaches to them and what does not, and the conditions of all. */
export function gatewayFacts(view: GatewayView, cluster: Cluster): GatewayFacts {
  const { key, gateway, listeners } = view;
  const statuses = gatewayStatusOf(cluster);
  return {
    gateway: key,
    gatewayClassName: gateway.spec.gatewayClassName ?? '',
    addresses: cluster.dataplane.gatewayAddresses.get(key) ?? [],
    conditions: statuses.Gateway?.[key]?.conditions ?? [],
    listeners: listeners.map((listener) => listenerFacts(listener, statuses, cluster)),
  };
}

/** `Gateway shop/edge of class contour has 2 listeners; 3 routes attach`. */
export function describeGateway({ gateway, gatewayClassName, listeners, conditions }: GatewayFacts): string {
  const routes = new Set(
    listeners.flatMap((each) => each.routes.filter(({ attached }) => attached).map(({ route }) => route)),
  );
  const what = `Gateway ${gateway} of class ${gatewayClassName} has ${counted(listeners.length, 'listener')}`;
  const pending = conditions.some(({ reason }) => reason === 'Pending');
  return pending
    ? `${what}; ${UNSERVED}`
    : `${what}; ${counted(routes.size, 'route')} ${routes.size === 1 ? 'attaches' : 'attach'}`;
}

function counted(count: number, what: string): string {
  return `${count === 0 ? 'no' : count} ${what}${count === 1 ? '' : 's'}`;
}

function listenerFacts(listener: Listener, statuses: GatewayStatuses, cluster: Cluster): ListenerFacts {
  const { owner, name, port, protocol, hostname, kinds, certificates } = listener;
  const key = keyOf(owner.namespace, owner.name);
  const status = statuses[owner.kind]?.[key]?.listeners?.find((each) => each.name === name);
  const { attachments } = cluster.dataplane.gateways.attachments;
  return {
    name,
    ...(owner.kind === 'ListenerSet' ? { listenerSet: key } : {}),
    port,
    protocol,
    ...(hostname === undefined ? {} : { hostname }),
    kinds,
    certificates: certificates.map(({ secret }) => secret),
    conditions: status?.conditions ?? [],
    routes: attachments.flatMap((attachment) => routeFacts(attachment, listener, cluster)),
  };
}

function routeFacts(attachment: Attachment, listener: Listener, cluster: Cluster): readonly ListenerRouteFacts[] {
  const { candidates, route } = attachment;
  const conditions = parentConditions(attachment, cluster.dataplane.gateways.attachments);
  return candidates
    .filter((each) => each.listener === listener)
    .map(({ outcome, hostnames }) => {
      return { route: describeRoute(route), attached: outcome === 'attached', hostnames, conditions };
    });
}
