import type { Capability } from '../../probes/probe';
import { isObject, type JsonObject } from '../../terms/json';
import type { ClusterContext } from './cluster-context';
import { acceptedClasses, gatewayAddresses } from './gateway-conditions';
import type { StoredService } from './objects';

/** What a cluster can do unless it shows that it cannot. */
const CAPABILITIES: readonly Capability[] = ['loadBalancer', 'ingress', 'gateway', 'externalHosts', 'udp'];

/** What a cluster can do, but for what it turns out not to have, now that something asked for it. */
export async function capabilitiesOf(context: ClusterContext, signal: AbortSignal): Promise<ReadonlySet<Capability>> {
  const missing = await missingCapabilities(context, signal);
  return new Set(CAPABILITIES.filter((each) => !missing.includes(each)));
}

async function missingCapabilities({ api, view }: ClusterContext, signal: AbortSignal): Promise<readonly Capability[]> {
  const missing: Capability[] = [];
  const waiting = view.services.filter((service) => service.spec.type === 'LoadBalancer' && !hasAddress(service));
  if (waiting.length > 0) {
    const all = await listed(api, '/api/v1/services');
    const tried = (await Promise.all(waiting.map((service) => eventsOf(service)))).flat();
    if (!all.some(hasAddress) && tried.length === 0) missing.push('loadBalancer');
  }
  if (view.ingresses.some((ingress) => !hasAddress(ingress))) {
    const classes = await listed(api, '/apis/networking.k8s.io/v1/ingressclasses');
    const served = (await listed(api, '/apis/networking.k8s.io/v1/ingresses')).some(hasAddress);
    if (!served && classes.every(isOurs)) missing.push('ingress');
  }
  if (view.gateways.some((gateway) => gatewayAddresses(gateway).length === 0) && acceptedClasses(view).size === 0) {
    missing.push('gateway');
  }
  return missing;

  async function listed(from: ClusterContext['api'], path: string): Promise<readonly JsonObject[]> {
    return (await from.request<{ readonly items: readonly JsonObject[] }>('GET', path, { signal })).items;
  }

  function eventsOf({ metadata }: StoredService): Promise<readonly JsonObject[]> {
    return listed(api, `/api/v1/namespaces/${metadata.namespace ?? ''}/events`).then((events) =>
      events.filter(({ involvedObject }) => isObject(involvedObject) && involvedObject.name === metadata.name),
    );
  }

  function isOurs({ metadata }: JsonObject): boolean {
    return isObject(metadata) && isObject(metadata.labels) && 'cdk8s-net/run' in metadata.labels;
  }
}

function hasAddress({ status }: { readonly status?: unknown }): boolean {
  const balancer = isObject(status) && isObject(status.loadBalancer) ? status.loadBalancer : {};
  return Array.isArray(balancer.ingress) && balancer.ingress.length > 0;
}
