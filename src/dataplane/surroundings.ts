import { classElsewhere } from '../model/elsewhere/absent-class';
import { secretElsewhere } from '../model/elsewhere/absent-secret';
import type { World } from '../model/elsewhere/world';
import { DEFAULT_SERVICE_RANGE, inferServiceRanges } from '../model/allocation/inferred-ranges';
import { externalHostsOf } from '../model/external-hosts';
import { namedClassOf } from '../model/ingress-class';
import type { Manifest } from '../model/manifest';
import type { EndpointSlice, Ingress, Labels, PodSpec } from '../model/objects';
import { servicePorts } from '../model/service';
import { selfSigned } from '../runtime/self-signed';
import { cidrContains, parseCidr } from '../terms/cidr';
import { parseIP } from '../terms/ip';
import { keyOf } from '../terms/object-ref';
import { labelText } from '../terms/sentence';
import type { ClusterConfig, ExternalHost, NodeConfig } from './cluster-config';
import { nodeLabels } from './cluster-network';
import { mirroredSlices } from './endpoints/mirrored-endpoints';
import { admits, labelsWanted } from './pods/node-affinity';

/** What a simulated cluster has around an input: stand-ins for what others make. */
export interface Surroundings {
  readonly config: Pick<ClusterConfig, 'externalHosts' | 'nodes' | 'serviceClusterIPRange'>;
  /** IngressClasses and Secrets. */
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
  config: Pick<ClusterConfig, 'nodes' | 'serviceClusterIPRange'>,
): Surroundings {
  const { model } = world;
  const inferred = inferServiceRanges(model.objects.map(({ manifest }) => manifest));
  const { nodes, serviceClusterIPRange = inferred } = config;
  const more = nodesFor(
    model.workloads.map(({ spec }) => spec),
    nodes,
  );
  const range = serviceClusterIPRange.join(', ');
  return {
    config: {
      nodes: [...nodes, ...more],
      serviceClusterIPRange,
      externalHosts: [...hostsByName(world), ...hostsByAddress(world, serviceClusterIPRange)],
    },
    manifests: [...model.ingresses.values()].flatMap((ingress) => [
      ...classFor(world, ingress),
      ...secretsFor(world, ingress),
    ]),
    notes: [
      ...more.map(
        ({ name, labels = {} }) =>
          `no node has ${labelText(labels)}, which Pods ask for: ${name} stands in for one that does`,
      ),
      ...(config.serviceClusterIPRange === undefined && range !== DEFAULT_SERVICE_RANGE
        ? [`the Services ask for addresses of ${range}: it is taken for --service-cluster-ip-range`]
        : []),
    ],
  };
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
  if (ip?.family !== 'IPv4') return false;
  return !ranges.some((range) => {
    const cidr = parseCidr(range);
    return cidr !== undefined && cidrContains(cidr, ip);
  });
}

function classFor(world: World, ingress: Ingress): readonly Manifest[] {
  const name = namedClassOf(ingress);
  if (name === undefined || classElsewhere(world, ingress) === undefined) return [];
  const spec = { controller: 'cdk8s-net.dev/stand-in' };
  return [{ apiVersion: 'networking.k8s.io/v1', kind: 'IngressClass', metadata: { name }, spec }];
}

function secretsFor(world: World, ingress: Ingress): readonly Manifest[] {
  const namespace = ingress.metadata.namespace ?? world.model.defaultNamespace;
  return (ingress.spec.tls ?? []).flatMap(({ hosts = [], secretName: name }) => {
    if (name === undefined || name === '' || secretElsewhere(world, namespace, name, ingress) === undefined) return [];
    const { cert, key } = selfSigned(hosts[0] ?? keyOf(namespace, name));
    const metadata = { namespace, name };
    const stringData = { 'tls.crt': cert, 'tls.key': key };
    return [{ apiVersion: 'v1', kind: 'Secret', metadata, type: 'kubernetes.io/tls', stringData }];
  });
}
