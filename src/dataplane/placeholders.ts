import type { Service } from '../model/objects';
import { isObject } from '../terms/json';
import type { Placeholder } from '../terms/placeholders';
import { expandPlaceholders, INGRESS_IP, placeholder } from '../terms/placeholders';
import type { ClusterNetwork } from './cluster-network';
import type { RunningPod } from './running-pod';

/** What has an address, to be named by a placeholder. */
export interface Addressed {
  readonly network: ClusterNetwork;
  readonly services: ReadonlyMap<string, Service>;
  readonly pods: ReadonlyMap<string, RunningPod>;
  readonly ingressIP: string;
}

/** The address that a placeholder stands for. */
export function addressOf({ kind, of = '' }: Placeholder, addressed: Addressed): string | undefined {
  const { network, services, pods, ingressIP } = addressed;
  switch (kind) {
    case 'clusterIP':
      return services.get(of)?.spec.clusterIP;
    case 'lbIP':
      return services.get(of)?.status?.loadBalancer?.ingress?.[0]?.ip;
    case 'podIP':
      return pods.get(of)?.ip;
    case 'nodeIP':
      return network.nodes.get(of)?.ip;
    case 'gatewayIP':
      return network.nodes.get(of)?.gatewayIP;
    case 'podCIDR':
      return network.nodes.get(of)?.podCIDR;
    case 'outsideIP':
      return network.outsideIP;
    case 'externalIP':
      return of === '' ? [...network.externalHosts.values()][0] : network.externalHosts.get(of.toLowerCase());
    case 'ingressIP':
      return ingressIP;
  }
}

/** A manifest with its placeholders replaced; the manifest itself where it has none. */
export function expandAll<T>(value: T, addressed: Addressed): T {
  return expandWithin(value, (found) => addressOf(found, addressed)) as T;
}

function expandWithin(value: unknown, find: (found: Placeholder) => string | undefined): unknown {
  if (typeof value === 'string') return expandPlaceholders(value, find);
  if (Array.isArray(value)) {
    const items = value.map((item) => expandWithin(item, find));
    return items.some((item, index) => item !== value[index]) ? items : value;
  }
  if (!isObject(value)) return value;
  let changed: Record<string, unknown> | undefined;
  for (const [field, item] of Object.entries(value)) {
    const expanded = expandWithin(item, find);
    if (expanded !== item) (changed ??= { ...value })[field] = expanded;
  }
  return changed ?? value;
}

/** The placeholder of each address. Where two things share one, the node or the first one names it. */
export function placeholdersByAddress({ network, services, pods, ingressIP }: Addressed): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const add = (address: string | undefined, name: string) => {
    if (address !== undefined && address !== '' && address !== 'None' && !names.has(address)) {
      names.set(address, name);
    }
  };
  for (const { name, ip, gatewayIP } of network.nodes.values()) {
    add(ip, placeholder('nodeIP', name));
    add(gatewayIP, placeholder('gatewayIP', name));
  }
  add(network.outsideIP, placeholder('outsideIP'));
  for (const [index, [host, address]] of [...network.externalHosts].entries()) {
    add(address, placeholder('externalIP', index === 0 ? undefined : host));
  }
  add(ingressIP, INGRESS_IP);
  for (const [key, pod] of pods) add(pod.ip, placeholder('podIP', key));
  for (const [key, { spec, status }] of services) {
    add(spec.clusterIP, placeholder('clusterIP', key));
    add(status?.loadBalancer?.ingress?.[0]?.ip, placeholder('lbIP', key));
  }
  return names;
}
