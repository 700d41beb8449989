import { placeholder } from '../../terms/placeholders';
import { serviceVariables } from '../../model/environment';
import { serviceElsewhere } from '../../model/elsewhere/absent-service';
import { askedAddresses } from '../../model/load-balancer-addresses';
import { ownVariables } from '../../model/own-variables';
import type { NetworkModel } from '../../model/network-model';
import type { NumberedPort, Service, ServicePort } from '../../model/objects';
import { servicePorts } from '../../model/service';
import { keyOf } from '../../terms/object-ref';
import type { DeployedPod } from '../deployed';
import type { PlannedProbe, Unsent } from '../expectation';
import type { Client } from './clients';
import { outside, usesClusterDNS } from './clients';
import { elsewhere, unsentTo } from './unsent';
import { reachedBy, transportTo } from './connection';
import type { PlannedNetwork } from './planned-network';

/** A probe before it has its number. */
export type Draft = Omit<PlannedProbe, 'id'>;

/** Everything that can be asked of one Service, as the cluster stores it. */
export function* serviceProbes(service: Service, network: PlannedNetwork): Generator<Draft> {
  const subject = new ServiceSubject(service, network);
  if (service.spec.type === 'ExternalName') yield* externalNameProbes(subject);
  else if (service.spec.clusterIP === 'None') yield* headlessProbes(subject);
  else yield* addressProbes(subject);
}

/** A Service with what the probes of all its addresses have in common. */
class ServiceSubject {
  readonly name: string;
  readonly namespace: string;
  readonly key: string;
  /** The domain of all Services: `svc.cluster.local`. */
  readonly domain: string;
  readonly fqdn: string;
  readonly heading: string;
  /** Its name as a user of the default namespace writes it. */
  readonly shortName: string;
  readonly model: NetworkModel;
  readonly deployed: PlannedNetwork['deployed'];
  /** The Pods that may answer; undefined when the endpoints are written by hand. */
  readonly pods: readonly DeployedPod[] | undefined;
  readonly clients: readonly Client[];
  readonly nodes: readonly Client[];
  /** What stands in the way of every connection to it. */
  private readonly barrier: Pick<Draft, 'unsent' | 'requires'>;

  constructor(
    readonly service: Service,
    private readonly network: PlannedNetwork,
  ) {
    const { model, world, deployed, clients } = network;
    const { name = '', namespace = model.defaultNamespace } = service.metadata;
    this.model = model;
    this.deployed = deployed;
    this.name = name;
    this.namespace = namespace;
    this.key = keyOf(namespace, name);
    this.domain = `svc.${deployed.clusterDomain}`;
    this.fqdn = `${name}.${namespace}.${this.domain}`;
    this.shortName = namespace === model.defaultNamespace ? name : this.key;
    const { type = 'ClusterIP', clusterIP } = service.spec;
    this.heading = `${clusterIP === 'None' ? 'Headless' : type} ${this.shortName}`;
    this.pods = clients.behind(service);
    this.clients = clients.of(namespace);
    this.nodes = clients.nodes;
    const unsent = unsentTo(service, world, clients);
    const isIPv6 = clusterIP?.includes(':') === true;
    this.barrier = { ...(unsent === undefined ? {} : { unsent }), ...(isIPv6 ? { requires: 'ipv6' } : {}) };
  }

  /** What stands in the way of connections that an alias leads to a Service of the cluster. */
  unsentBehind(namespace: string, name: string, service: Service | undefined): Unsent | undefined {
    const { world, clients } = this.network;
    if (service !== undefined) return unsentTo(service, world, clients);
    const made = serviceElsewhere(world, namespace, name);
    return made === undefined
      ? undefined
      : elsewhere(`Service ${keyOf(namespace, name)} is made elsewhere: ${made.why}`);
  }

  /** Who has which load balancer address. */
  get owners(): ReadonlyMap<string, string> {
    const held = [...this.deployed.services].flatMap(([key, { status }]) =>
      (status?.loadBalancer?.ingress ?? []).flatMap(({ ip }) => (ip === undefined ? [] : [[ip, key] as const])),
    );
    return new Map(held);
  }

  /** Whether a Pod of the Service runs on a node; true where it cannot be known. */
  hasPodOn(node: string | undefined): boolean {
    return this.pods === undefined || this.pods.some((pod) => pod.node === node);
  }

  /** One row for a port: the same address, asked for by several clients. */
  *connect(
    row: string,
    host: string,
    port: number,
    servicePort: Pick<ServicePort, 'protocol'>,
    clients: readonly Client[],
  ): Generator<Draft> {
    const { protocol = 'TCP' } = servicePort;
    const answering = this.pods === undefined ? undefined : this.network.clients.namesOf(this.pods);
    for (const client of clients) {
      yield {
        from: client.from,
        ...transportTo(host, port, servicePort),
        expect: reachedBy(answering),
        subject: this.heading,
        row: protocol === 'TCP' ? row : `${row}/${protocol}`,
        client: client.label,
        ...this.barrier,
      };
    }
  }

  *dns(name: string, type: 'A' | 'SRV' | 'CNAME', data: readonly string[]): Generator<Draft> {
    for (const { from, label } of this.clients.filter(usesClusterDNS)) {
      yield {
        from,
        to: { kind: 'dns', dns: { name, type } },
        expect: { kind: 'dns', data },
        subject: this.heading,
        row: `DNS ${type} ${name}`,
        client: label,
        ...(this.service.spec.clusterIP === 'None' || this.barrier.requires !== undefined ? this.barrier : {}),
      };
    }
  }
}

function* addressProbes(subject: ServiceSubject): Generator<Draft> {
  const { service, clients, key, name, fqdn } = subject;
  const { clusterIP, internalTrafficPolicy } = service.spec;
  const ports = servicePorts(service.spec);
  const clusterIPHost = placeholder('clusterIP', key);
  const near = internalTrafficPolicy === 'Local' ? clients.filter(({ node }) => subject.hasPodOn(node)) : clients;
  yield* subject.dns(name, 'A', [clusterIPHost]);
  if (isProxied(service)) {
    for (const port of ports) {
      const named = near.filter(usesClusterDNS);
      yield* subject.connect(`${name}:${port.port}`, name, port.port, port, named);
      yield* subject.connect(`${fqdn}:${port.port}`, fqdn, port.port, port, named);
      yield* subject.connect(`${clusterIP ?? 'clusterIP'}:${port.port}`, clusterIPHost, port.port, port, near);
      yield* nodePortProbes(subject, port);
      yield* loadBalancerProbes(subject, port);
    }
  }
  for (const { name: portName = '', protocol = 'TCP', port } of ports) {
    if (portName === '') continue;
    yield* subject.dns(`_${portName}._${protocol.toLowerCase()}.${name}`, 'SRV', [`0 100 ${port} ${fqdn}.`]);
  }
  yield* variableProbes(subject, clusterIPHost);
}

/** kube-proxy leaves Services with these labels to somebody else. */
function isProxied({ metadata: { labels = {} } }: Service): boolean {
  return !('service.kubernetes.io/service-proxy-name' in labels) && !('service.kubernetes.io/headless' in labels);
}

function* nodePortProbes(subject: ServiceSubject, port: NumberedPort): Generator<Draft> {
  const { nodePort } = port;
  if (nodePort === undefined || nodePort === 0) return;
  const local = subject.service.spec.externalTrafficPolicy === 'Local';
  for (const { node = '', label } of subject.nodes) {
    if (local && !subject.hasPodOn(node)) continue;
    const askers = local ? [outside] : [...subject.clients.slice(0, 1), outside];
    yield* subject.connect(`${label}:${nodePort}`, placeholder('nodeIP', node), nodePort, port, askers);
  }
}

/** Source ranges depend on addresses that only the cluster knows: where they are set, intents have to say who may come. */
function* loadBalancerProbes(subject: ServiceSubject, port: NumberedPort): Generator<Draft> {
  const { type, loadBalancerSourceRanges = [], externalTrafficPolicy } = subject.service.spec;
  if (type !== 'LoadBalancer' || loadBalancerSourceRanges.length > 0) return;
  const askers = externalTrafficPolicy === 'Local' ? [outside] : [...subject.clients.slice(0, 1), outside];
  const address = subject.service.status?.loadBalancer?.ingress?.[0];
  const row = `${address?.ip ?? address?.hostname ?? 'load balancer'}:${port.port}`;
  // A cluster may give one later; what is simulated has given all it will.
  const isFinal = address === undefined && subject.deployed.standsIn === true;
  const unsent = isFinal ? { unsent: withoutAddress(subject) } : {};
  for (const draft of subject.connect(row, placeholder('lbIP', subject.key), port.port, port, askers)) {
    yield { ...draft, requires: draft.requires ?? 'loadBalancer', ...unsent };
  }
}

/** A load balancer gave no address: another Service has it, or nobody here gives any of that class or range. */
function withoutAddress({ service, owners }: ServiceSubject): Unsent {
  const { loadBalancerClass } = service.spec;
  if (loadBalancerClass !== undefined) {
    return elsewhere(`its load balancer is made by the provider of class ${loadBalancerClass}`);
  }
  const wanted = askedAddresses(service)[0]?.address;
  const owner = wanted === undefined ? undefined : owners.get(wanted);
  if (owner !== undefined) {
    return { why: `it asks for the address ${wanted ?? ''}, which Service ${owner} has`, elsewhere: false };
  }
  return elsewhere(`its load balancer is made by a provider that gives ${wanted ?? 'addresses of its own'}`);
}

/** Pods that start after the Service find it in their environment, unless they say `enableServiceLinks: false`. */
function* variableProbes(
  { service, model, clients, name, heading }: ServiceSubject,
  clusterIP: string,
): Generator<Draft> {
  const address = service.spec.clusterIP ?? '';
  const variables = Object.entries(serviceVariables(name, address, servicePorts(service.spec)));
  const expected = variables.map(([variable, value]) => [variable, value.replace(address, () => clusterIP)] as const);
  for (const { from, label, workload } of clients) {
    if (!('pod' in from) || workload?.spec.enableServiceLinks === false) continue;
    // The kubelet lets the container's own variables win.
    const own = workload === undefined ? new Set<string>() : ownVariables(model, workload);
    const env = Object.fromEntries(expected.filter(([variable]) => !own.has(variable)));
    if (expected.length > 0 && Object.keys(env).length === 0) continue;
    yield {
      from,
      to: { kind: 'env', env: from },
      expect: { kind: 'env', env },
      subject: heading,
      row: 'variables',
      client: label,
    };
  }
}

/** A headless Service has no address of its own: clients get the Pods', and dial `port` there without translation. */
function* headlessProbes(subject: ServiceSubject): Generator<Draft> {
  const { service, clients, name, fqdn, pods } = subject;
  const addresses = pods?.map(({ pod, node, hostNetwork = false }) =>
    hostNetwork ? placeholder('nodeIP', node) : placeholder('podIP', pod),
  );
  const named = clients.filter(usesClusterDNS);
  if (addresses !== undefined) yield* subject.dns(name, 'A', addresses);
  for (const port of servicePorts(service.spec)) {
    yield* subject.connect(`${name}:${port.port}`, name, port.port, port, named);
    yield* subject.connect(`${fqdn}:${port.port}`, fqdn, port.port, port, named);
  }
}

/** An alias in DNS and nothing else: ports, selectors and policies have no effect. */
function* externalNameProbes(subject: ServiceSubject): Generator<Draft> {
  const { service, clients, name, heading, domain } = subject;
  const target = (service.spec.externalName ?? '').replace(/\.$/, '');
  yield* subject.dns(name, 'CNAME', [`${target}.`]);
  const inCluster = target.endsWith(`.${domain}`);
  const [aliasName = '', aliasNamespace = ''] = target.split('.');
  const alias = inCluster ? subject.deployed.services.get(keyOf(aliasNamespace, aliasName)) : undefined;
  // A headless Service is dialled at the port of its Pods, which the port of the Service is meant to be.
  const port = [service, alias].flatMap((one) => (one === undefined ? [] : servicePorts(one.spec)))[0]?.port ?? 80;
  const unsent = inCluster ? subject.unsentBehind(aliasNamespace, aliasName, alias) : undefined;
  for (const { from, label } of clients.filter(usesClusterDNS)) {
    yield {
      from,
      ...transportTo(name, port, { protocol: 'TCP' }),
      expect: reachedBy(inCluster ? undefined : [target]),
      subject: heading,
      row: `${name}:${port} -> ${target}`,
      client: label,
      ...(unsent === undefined ? {} : { unsent }),
      ...(inCluster ? {} : { requires: 'externalHosts' as const }),
    };
  }
}
