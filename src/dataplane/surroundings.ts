import { inferServiceRanges } from '../model/allocation/inferred-ranges';
import { classElsewhere } from '../model/elsewhere/absent-class';
import { secretElsewhere } from '../model/elsewhere/absent-secret';
import type { World } from '../model/elsewhere/world';
import { externalHostsOf } from '../model/external-hosts';
import { namedClassOf } from '../model/ingress-class';
import { usualControllerOf } from '../model/ingress-controllers';
import type { Manifest } from '../model/manifest';
import type { EndpointSlice, Ingress, Labels, PodSpec } from '../model/objects';
import { servicePorts } from '../model/service';
import { cidrContains, parseCidr } from '../terms/cidr';
import { familyOf, parseIP } from '../terms/ip';
import type { ClusterIPFamily } from '../terms/ip-families';
import { CLUSTER_IP_FAMILIES } from '../terms/ip-families';
import { entryOf } from '../terms/maps';
import { keyOf } from '../terms/object-ref';
import { labelText } from '../terms/sentence';
import type { ClusterConfig, ExternalHost, NodeConfig } from './cluster-config';
import { nodeLabels } from './cluster-network';
import { clusterRanges } from './cluster-ranges';
import { mirroredSlices } from './endpoints/mirrored-endpoints';
import { gatewaySurroundings } from './gateway-surroundings';
import { admits, labelsWanted } from './pods/node-affinity';
import { standInSecret } from './stand-in-secret';

/** What a simulated cluster has around an input: stand-ins for what others make. */
export interface Surroundings {
  readonly config: Pick<
    ClusterConfig,
    | 'externalHosts'
    | 'nodes'
    | 'ipFamily'
    | 'serviceClusterIPRange'
    | 'gatewayControllers'
    | 'unknownGatewayControllers'
  >;
  /** Classes and Secrets. */
  readonly manifests: readonly Manifest[];
  /** What had to be assumed, a sentence each. */
  readonly notes: readonly string[];
}

/**
 * Stand-ins for what an input needs and does not make: classes, certificates, hosts outside, nodes for those who ask for
 * others, and a Service range that holds the addresses which Services ask for.
 *
 * @param config what was said about the cluster; what it says stays
 */
export function surroundingsOf(
  world: World,
  config: Pick<ClusterConfig, 'nodes' | 'ipFamily' | 'serviceClusterIPRange' | 'gatewayControllers'>,
): Surroundings {
  const { model } = world;
  const { nodes } = config;
  const { ipFamily, serviceClusterIPRange } = serviceRangesFor(world, config);
  const more = nodesFor(
    model.workloads.map(({ spec }) => spec),
    nodes,
  );
  const gateways = gatewaySurroundings(world, config);
  return {
    config: {
      gatewayControllers: gateways.gatewayControllers,
      unknownGatewayControllers: gateways.unknownGatewayControllers,
      nodes: [...nodes, ...more],
      ipFamily,
      serviceClusterIPRange,
      externalHosts: [...hostsByName(world), ...hostsByAddress(world, serviceClusterIPRange)],
    },
    manifests: [
      ...[...model.ingresses.values()].flatMap((ingress) => classFor(world, ingress)),
      ...secretsFor(world),
      ...gateways.manifests,
    ],
    notes: [
      ...gateways.notes,
      ...more.map(
        ({ name, labels = {} }) =>
          `no node has ${labelText(labels)}, which Pods ask for: ${name} stands in for one that does`,
      ),
      ...assumedRanges(config, ipFamily, serviceClusterIPRange),
    ],
  };
}

type Ranges = Pick<ClusterConfig, 'ipFamily' | 'serviceClusterIPRange'>;

/** As told; for the rest, families and ranges that the Services of the input can be created with. */
function serviceRangesFor({ model }: World, { ipFamily, serviceClusterIPRange }: Ranges): Required<Ranges> {
  const inferred = inferServiceRanges(model.objects.map(({ manifest }) => manifest)).filter(
    (range) => ipFamily === undefined || CLUSTER_IP_FAMILIES[ipFamily].includes(familyOf(range)),
  );
  return clusterRanges({
    ...(ipFamily === undefined ? {} : { ipFamily }),
    ...(serviceClusterIPRange === undefined && inferred.length === 0
      ? {}
      : { serviceClusterIPRange: serviceClusterIPRange ?? inferred }),
  });
}

function assumedRanges(given: Ranges, ipFamily: ClusterIPFamily, ranges: readonly string[]): readonly string[] {
  if (given.serviceClusterIPRange !== undefined) return [];
  const families = CLUSTER_IP_FAMILIES[ipFamily];
  const usual = clusterRanges({ ipFamily }).serviceClusterIPRange.join();
  return [
    ...(given.ipFamily === undefined && families.length > 1
      ? [
          `Services ask for ${families.join(' and ')}: the cluster is taken to have both, as with --ip-family ${ipFamily}`,
        ]
      : []),
    ...(ranges.join() === usual
      ? []
      : [`the Services ask for addresses of ${ranges.join(', ')}: it is taken for --service-cluster-ip-range`]),
  ];
}

/** A cluster with what is around it; of hosts outside, those that were asked for count first. */
export function surrounded(config: ClusterConfig, around: Surroundings): ClusterConfig {
  const given = config.externalHosts ?? [];
  const names = new Set(given.map((host) => (typeof host === 'string' ? host : host.name)));
  const more = (around.config.externalHosts ?? []).filter((host) => typeof host !== 'string' && !names.has(host.name));
  return { ...config, ...around.config, externalHosts: [...given, ...more] };
}

/** A node for every Pod that can run on none. */
function nodesFor(specs: readonly PodSpec[], nodes: readonly NodeConfig[]): readonly NodeConfig[] {
  const made: NodeConfig[] = [];
  const labelled = (): readonly Labels[] => [...nodes, ...made].map(nodeLabels);
  for (const spec of specs) {
    const { nodeName } = spec;
    if (nodeName !== undefined) {
      if (![...nodes, ...made].some(({ name }) => name === nodeName)) made.push({ name: nodeName });
      continue;
    }
    const labels = labelsWanted(spec);
    if (Object.keys(labels).length === 0 || labelled().some((one) => admits(spec, one))) continue;
    const name = `worker${[...nodes, ...made].length}`;
    if (admits(spec, nodeLabels({ name, labels }))) made.push({ name, labels });
  }
  return made;
}

/** Hosts that ExternalName Services lead to. They listen on the ports of the Services, and those of the web. */
function hostsByName({ model }: World): readonly ExternalHost[] {
  return externalHostsOf(model).map((name) => {
    const ports = [...model.services.values()]
      .filter(({ spec }) => (spec.externalName ?? '').replace(/\.$/, '') === name)
      .flatMap(({ spec }) => servicePorts(spec).map(({ port }) => port));
    return { name, ports: [...new Set([80, 443, ...ports])] };
  });
}

/** Hosts that endpoints written by hand lead to, where their addresses are none of the cluster's Services. */
function hostsByAddress({ model }: World, ranges: readonly string[]): readonly ExternalHost[] {
  const ports = new Map<string, Set<number>>();
  const mirrored = model.objects.flatMap(({ manifest }) => mirroredSlices(manifest)) as readonly unknown[];
  for (const slice of [...model.endpointSlices.values(), ...(mirrored as readonly EndpointSlice[])]) {
    const numbers = (slice.ports ?? []).flatMap(({ port }) => (typeof port === 'number' ? [port] : []));
    for (const { addresses = [] } of slice.endpoints ?? []) {
      for (const address of addresses.filter((one) => isOutside(one, ranges))) {
        ports.set(address, new Set([...(ports.get(address) ?? []), ...numbers]));
      }
    }
  }
  return [...ports].map(([address, numbers]) => ({ name: address, address, ports: [...numbers] }));
}

function isOutside(address: unknown, ranges: readonly string[]): boolean {
  const ip = typeof address === 'string' ? parseIP(address) : undefined;
  if (ip === undefined) return false;
  return !ranges.some((range) => {
    const cidr = parseCidr(range);
    return cidr !== undefined && cidrContains(cidr, ip);
  });
}

function classFor(world: World, ingress: Ingress): readonly Manifest[] {
  const name = namedClassOf(ingress);
  if (name === undefined || classElsewhere(world, ingress) === undefined) return [];
  const spec = { controller: usualControllerOf(name) };
  return [{ apiVersion: 'networking.k8s.io/v1', kind: 'IngressClass', metadata: { name }, spec }];
}

/** Each Secret once, with the hosts of all who name it. */
function secretsFor(world: World): readonly Manifest[] {
  const hostsOf = new Map<string, { namespace: string; name: string; hosts: Set<string> }>();
  for (const ingress of world.model.ingresses.values()) {
    const namespace = ingress.metadata.namespace ?? world.model.defaultNamespace;
    for (const { hosts = [], secretName: name = '' } of ingress.spec.tls ?? []) {
      if (name === '' || secretElsewhere(world, namespace, name, ingress) === undefined) continue;
      const found = entryOf(hostsOf, keyOf(namespace, name), () => ({ namespace, name, hosts: new Set<string>() }));
      for (const host of hosts) found.hosts.add(host);
    }
  }
  return [...hostsOf.values()].map(({ namespace, name, hosts }) => standInSecret(namespace, name, [...hosts]));
}
