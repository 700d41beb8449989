import type { Cluster } from '../dataplane/cluster';
import { hasAddress } from '../dataplane/node';
import type { RunningPod } from '../dataplane/running-pod';
import type { Protocol, Service } from '../model/objects';
import { clusterIPsOf, loadBalancerIPs, servicePorts } from '../model/service';
import { hostPort } from '../terms/host-port';
import type { IPFamily } from '../terms/ip';
import { addressIn, familyOf } from '../terms/ip';
import { nearest } from '../terms/nearest';
import { listed } from '../terms/sentence';
import type { Destination } from './connections';
import { ExplainError } from './explain-error';

/** What an address is, whose Services it concerns, and what clients would connect to. */
export interface AddressFacts {
  readonly summary: string;
  /** Keys of the Services behind it. */
  readonly services: readonly string[];
  readonly destinations: readonly Destination[];
}

/** Throws an ExplainError for an address that nothing in the cluster has. */
export function addressFacts(address: string, port: number | undefined, cluster: Cluster): AddressFacts {
  const owners = [...cluster.services].filter(([, service]) => entryAt(service, address) !== undefined);
  if (owners.length > 0) return virtualAddress(address, port, owners);
  const node = [...cluster.nodes.values()].find((each) => hasAddress(each, address));
  if (node !== undefined) return nodeAddress(address, port, `an address of node ${node.name}`, cluster);
  const pod = [...cluster.pods.values()].find(({ ips }) => ips.includes(address));
  if (pod !== undefined) return podAddress(address, pod, port, cluster);
  const host = [...cluster.externalHosts].find(([, addresses]) => addresses.includes(address))?.[0];
  const what = host === undefined ? undefined : `host ${host} outside the cluster`;
  if (what !== undefined) return plainAddress(address, port ?? 80, what);
  throw nobody(address, cluster);
}

function entryAt(service: Service, address: string): string | undefined {
  const { spec } = service;
  if (clusterIPsOf(spec).includes(address)) return 'cluster IP';
  if (spec.externalIPs?.includes(address) === true) return 'external IP';
  return loadBalancerIPs(service).includes(address) ? 'load balancer address' : undefined;
}

function virtualAddress(
  address: string,
  port: number | undefined,
  owners: readonly (readonly [string, Service])[],
): AddressFacts {
  const [entry = ''] = owners.flatMap(([, service]) => entryAt(service, address) ?? []);
  const declared = owners.flatMap(([, { spec }]) => servicePorts(spec));
  const wanted = declared.filter((each) => port === undefined || each.port === port);
  // A port that no Service has is asked for all the same: what happens then differs from mode to mode.
  const asked = wanted.length === 0 && port !== undefined ? [{ port, protocol: 'TCP' as const }] : wanted;
  const destinations = asked.map(({ port: number, protocol = 'TCP' }) => ({
    host: address,
    port: number,
    protocol,
    entry,
  }));
  const names = owners.map(([key]) => key);
  const summary = `${address} is the ${entry} of Service ${listed(names)}${whichPort(port, wanted.length > 0)}`;
  return { summary, services: names, destinations };
}

function whichPort(port: number | undefined, has: boolean): string {
  if (port === undefined) return '';
  return has ? `, port ${port}` : `, which has no port ${port}`;
}

/** A port of nodes that kube-proxy listens to. */
interface NodePort {
  readonly service: string;
  readonly port: number;
  readonly protocol: Protocol;
  readonly entry: string;
}

function nodeAddress(address: string, port: number | undefined, what: string, cluster: Cluster): AddressFacts {
  const open = [...cluster.services].flatMap((entry) => nodePortsOf(entry, familyOf(address)));
  const base = { host: address };
  if (port === undefined) {
    const ports = listed(open.map((each) => `${each.port} (${each.service})`)) || 'none';
    // Services are told when one of their ports is asked for.
    const destinations = open.map(({ port: number, protocol, entry }) => ({ ...base, port: number, protocol, entry }));
    return { summary: `${address} is ${what}, with node ports ${ports}`, services: [], destinations };
  }
  const wanted = open.filter((each) => each.port === port);
  const asked = wanted.length === 0 ? [{ protocol: 'TCP' as const, entry: 'node' }] : wanted;
  const services = [...new Set(wanted.map(({ service }) => service))];
  const entries = [...new Set(wanted.map(({ entry }) => entry))];
  const which = wanted.length === 0 ? 'no node port' : `the ${listed(entries)} of Service ${listed(services)}`;
  return {
    summary: `${address} is ${what}, and ${port} is ${which}`,
    services,
    destinations: asked.map(({ protocol, entry }) => ({ ...base, port, protocol, entry })),
  };
}

function nodePortsOf([service, { spec }]: readonly [string, Service], family: IPFamily): readonly NodePort[] {
  if (addressIn(clusterIPsOf(spec), family) === undefined) return [];
  const ports = servicePorts(spec).flatMap(({ nodePort = 0, protocol = 'TCP' }) =>
    nodePort === 0 ? [] : [{ service, port: nodePort, protocol, entry: 'node port' }],
  );
  const { healthCheckNodePort = 0 } = spec;
  const check = { service, port: healthCheckNodePort, protocol: 'TCP', entry: 'health check' } as const;
  return healthCheckNodePort === 0 ? ports : [...ports, check];
}

function podAddress(ip: string, pod: RunningPod, port: number | undefined, cluster: Cluster): AddressFacts {
  const { key, node, listeners } = pod;
  const services = [...cluster.services.keys()].filter((service) =>
    cluster.dataplane.slices.of(service).some(({ endpoints }) => endpoints.some(({ address }) => address === ip)),
  );
  const listening = listeners.map((each) => `${each.port} (${each.protocol})`);
  const known = listeners.filter((each) => port === undefined || each.port === port);
  const asked = known.length === 0 && port !== undefined ? [{ port, protocol: 'TCP' as const }] : known;
  const endpoint = services.length === 0 ? '' : `, an endpoint of Service ${listed(services)}`;
  return {
    summary: `${ip} is Pod ${key} on node ${node}, which listens on ${listed(listening) || 'nothing'}${endpoint}`,
    services,
    destinations: asked.map((each) => ({
      host: ip,
      port: each.port,
      protocol: each.protocol,
      entry: 'Pod',
    })),
  };
}

function plainAddress(address: string, port: number, what: string): AddressFacts {
  const destinations = [{ host: address, port, protocol: 'TCP', entry: 'host' } as const];
  return { summary: `${hostPort(address, port)} is ${what}`, services: [], destinations };
}

function nobody(address: string, cluster: Cluster): ExplainError {
  const taken = [...cluster.services].flatMap(([key, { spec }]) =>
    clusterIPsOf(spec).map((each) => `${each} (Service ${key})`),
  );
  const addresses = new Map(taken.map((each) => [each.split(' ')[0] ?? '', each]));
  const meant = addresses.get(nearest(address, addresses.keys()) ?? '');
  return new ExplainError(`nothing in the input has the address ${address}`, {
    ...(meant === undefined ? {} : { meant }),
    instead: listed(taken, 5) || 'no Services',
  });
}
