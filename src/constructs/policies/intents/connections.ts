import { backendsOf } from '../../../model/gateway/backends';
import { gatewayObjectsOf } from '../../../model/gateway/gateway-objects';
import type { Intent, IntentTo } from '../../../model/intents';
import type { NetworkModel } from '../../../model/network-model';
import type { NumberedPort, Service } from '../../../model/objects';
import { route } from '../../../model/route';
import { selectsPods, servicePorts, targetPortOf } from '../../../model/service';
import { targetPortIn } from '../../../model/target-port';
import type { Workload } from '../../../model/workload';
import { protocolOf } from '../../../model/workload';
import { hostMatches } from '../../../terms/host';
import { keyOf } from '../../../terms/object-ref';

/** Who connects, as far as a policy may know it: Pods, the Ingress controller, a node, or somebody outside. */
export type Source =
  | { readonly kind: 'pods'; readonly workload: Workload }
  | { readonly kind: 'controller' | 'node' | 'outside' };

/** Where a connection arrives, after Services have translated it. */
export type Destination = { readonly port: number; readonly protocol: string } & (
  | { readonly kind: 'pods'; readonly workload: Workload; readonly exposed: boolean }
  /** Endpoints that are named by hand. */
  | { readonly kind: 'addresses'; readonly addresses: readonly string[] }
  /** Whatever a name outside leads to. */
  | { readonly kind: 'name' }
);

/** A connection that an intent speaks of. */
export interface Connection {
  readonly intent: Intent;
  readonly from: Source;
  readonly to: Destination;
}

/** The connections that an intent speaks of; none for what nobody serves. */
export function connectionsOf(intent: Intent, model: NetworkModel): readonly Connection[] {
  const from = sourceOf(intent, model);
  if (from === undefined) return [];
  const { to } = intent;
  const isRouted = 'url' in to && from.kind === 'outside';
  const destinations = isRouted ? behindUrl(to.url, model) : destinationsOf(to, from, model);
  return destinations.map((destination) => ({
    intent,
    from: isRouted ? { kind: 'controller' } : from,
    to: destination,
  }));
}

function sourceOf({ from }: Intent, model: NetworkModel): Source | undefined {
  if ('outside' in from) return { kind: 'outside' };
  if ('node' in from) return { kind: 'node' };
  const { kind, namespace, name } = from.workload;
  const workload = model.workloadsOf(namespace).find(({ ref }) => ref.kind === kind && ref.name === name);
  return workload === undefined ? undefined : { kind: 'pods', workload };
}

function destinationsOf(to: IntentTo, from: Source, model: NetworkModel): readonly Destination[] {
  if ('service' in to) {
    const key = keyOf(to.service.namespace, to.service.name);
    const service = model.services.get(key);
    return service === undefined ? [] : portsNamed(to.port, service).flatMap((port) => behind(service, port, model));
  }
  const { hostname, port: written, protocol } = new URL(to.url);
  const number = written === '' ? (protocol === 'https:' ? 443 : 80) : Number(written);
  const service = serviceNamed(hostname, from, model);
  if (service === undefined) return [{ kind: 'name', port: number, protocol: 'TCP' }];
  return portsNamed(number, service).flatMap((port) => behind(service, port, model));
}

/** The Service that a name means to whoever looks it up. */
function serviceNamed(host: string, from: Source, model: NetworkModel): Service | undefined {
  const [name = '', namespace, svc = 'svc'] = host.split('.');
  const own = from.kind === 'pods' ? from.workload.namespace : model.defaultNamespace;
  return svc === 'svc' ? model.services.get(keyOf(namespace ?? own, name)) : undefined;
}

function portsNamed(wanted: number | string | undefined, { spec }: Service): readonly NumberedPort[] {
  const ports = servicePorts(spec);
  return wanted === undefined ? ports : ports.filter(({ name, port }) => wanted === name || wanted === port);
}

function behind({ metadata, spec }: Service, port: NumberedPort, model: NetworkModel): readonly Destination[] {
  const protocol = protocolOf(port);
  if (spec.type === 'ExternalName') return [{ kind: 'name', port: port.port, protocol }];
  if (!selectsPods(spec)) {
    return model.slicesOf(metadata.namespace ?? '', metadata.name ?? '').flatMap(({ ports = [], endpoints = [] }) => {
      const number = ports?.find((each) => (each.name ?? '') === (port.name ?? ''))?.port;
      const addresses = (endpoints ?? []).flatMap((endpoint) => endpoint.addresses ?? []);
      return number === undefined ? [] : [{ kind: 'addresses' as const, addresses, port: number, protocol }];
    });
  }
  const { type, externalIPs = [] } = spec;
  const exposed = type === 'NodePort' || type === 'LoadBalancer' || externalIPs.length > 0;
  return model.select(metadata.namespace ?? '', spec.selector ?? {}).flatMap((workload) =>
    targetPortIn([workload], targetPortOf(port), protocol).numbers.map((number) => ({
      kind: 'pods' as const,
      workload,
      exposed,
      port: number,
      protocol,
    })),
  );
}

/** The Pods that the controllers of Ingresses and Gateways ask for a URL. */
function behindUrl(url: string, model: NetworkModel): readonly Destination[] {
  const { winner } = route(model, url);
  if (winner === undefined) return behindRoutes(new URL(url).hostname, model);
  const { name = '', port } = winner.backend.service ?? {};
  const service = model.services.get(keyOf(winner.namespace, name));
  if (service === undefined) return [];
  return portsNamed(port?.name ?? port?.number, service).flatMap((each) => behind(service, each, model));
}

/** Whoever serves a path of a host by way of a Gateway: which path leads where is for its controller to say. */
function behindRoutes(host: string, model: NetworkModel): readonly Destination[] {
  const objects = gatewayObjectsOf(model);
  const ofHost = objects.routes.filter(({ spec: { hostnames = [] } }) =>
    hostnames.length === 0 ? true : hostnames.some((each) => hostMatches(each, host)),
  );
  const backends = ofHost.flatMap((each) =>
    (each.spec.rules ?? []).flatMap((rule, at) => backendsOf(each, rule, at, { services: model.services, objects })),
  );
  return backends.flatMap(({ service, port }) => {
    const found = service === undefined ? undefined : model.services.get(service);
    return found === undefined || port === undefined ? [] : behind(found, port, model);
  });
}
