import type { Service } from '../model/objects';
import { clusterIPsOf, loadBalancerIPs } from '../model/service';
import { addressIn, familyOf } from '../terms/ip';
import { isObject } from '../terms/json';
import type { Placeholder, PlaceholderKind } from '../terms/placeholders';
import { expandPlaceholders, placeholder } from '../terms/placeholders';
import type { ClusterNetwork } from './cluster-network';
import type { RunningPod } from './running-pod';

/** What has an address, to be named by a placeholder. */
export interface Addressed {
  readonly network: ClusterNetwork;
  readonly services: ReadonlyMap<string, Service>;
  readonly pods: ReadonlyMap<string, RunningPod>;
  readonly ingressIPs: readonly string[];
  /** Addresses of Gateways by `namespace/name`. */
  readonly gateways: ReadonlyMap<string, readonly string[]>;
}

/** The address that a placeholder stands for. */
export function addressOf({ kind, of = '', family }: Placeholder, addressed: Addressed): string | undefined {
  return addressIn(addressesOf(kind, of, addressed), family);
}

function addressesOf(
  kind: PlaceholderKind,
  of: string,
  { network, services, pods, ingressIPs, gateways }: Addressed,
): readonly string[] {
  const onNode = network.nodes.get(of)?.addresses ?? [];
  switch (kind) {
    case 'clusterIP':
      return clusterIPsOf(services.get(of)?.spec ?? {});
    case 'lbIP':
      return loadBalancerIPs(services.get(of) ?? {});
    case 'podIP':
      return pods.get(of)?.ips ?? [];
    case 'nodeIP':
      return onNode.map(({ ip }) => ip);
    case 'gatewayIP':
      return onNode.map(({ gatewayIP }) => gatewayIP);
    case 'gateway':
      return gateways.get(of) ?? [];
    case 'podCIDR':
      return onNode.map(({ podCIDR }) => podCIDR);
    case 'outsideIP':
      return network.outsideIPs;
    case 'externalIP':
      return (of === '' ? [...network.externalHosts.values()][0] : network.externalHosts.get(of.toLowerCase())) ?? [];
    case 'ingressIP':
      return ingressIPs;
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
export function placeholdersByAddress(addressed: Addressed): ReadonlyMap<string, string> {
  const { network, services, pods, ingressIPs, gateways } = addressed;
  const names = new Map<string, string>();
  const add = (addresses: readonly string[], kind: PlaceholderKind, of?: string) => {
    for (const address of addresses) {
      if (!names.has(address)) names.set(address, placeholder(kind, of, familyOf(address)));
    }
  };
  for (const { name, addresses } of network.nodes.values()) {
    for (const { ip, gatewayIP } of addresses) {
      add([ip], 'nodeIP', name);
      add([gatewayIP], 'gatewayIP', name);
    }
  }
  add(network.outsideIPs, 'outsideIP');
  for (const [index, [host, addresses]] of [...network.externalHosts].entries()) {
    add(addresses, 'externalIP', index === 0 ? undefined : host);
  }
  add(ingressIPs, 'ingressIP');
  for (const [key, addresses] of gateways) add(addresses, 'gateway', key);
  for (const [key, { ips }] of pods) add(ips, 'podIP', key);
  for (const [key, service] of services) {
    add(clusterIPsOf(service.spec), 'clusterIP', key);
    add(loadBalancerIPs(service), 'lbIP', key);
  }
  return names;
}
