import { placeholder } from '../../terms/placeholders';
import { serviceVariables } from '../../model/environment';
import type { NumberedPort, Service, ServicePort } from '../../model/objects';
import { servicePorts } from '../../model/service';
import { keyOf } from '../../terms/object-ref';
import type { DeployedPod } from '../deployed';
import type { PlannedProbe } from '../expectation';
import type { Client } from './clients';
import { outside, usesClusterDNS } from './clients';
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
  /** The Pods that may answer; undefined when the endpoints are written by hand. */
  readonly pods: readonly DeployedPod[] | undefined;
  readonly clients: readonly Client[];
  readonly nodes: readonly Client[];

  constructor(
    readonly service: Service,
    { model, deployed, clients }: PlannedNetwork,
  ) {
    const { name = '', namespace = model.defaultNamespace } = service.metadata;
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
    for (const client of clients) {
      yield {
        from: client.from,
        ...transportTo(host, port, servicePort),
        expect: reachedBy(this.pods?.map(({ pod }) => pod)),
        subject: this.heading,
        row: protocol === 'TCP' ? row : `${row}/${protocol}`,
        client: client.label,
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
  for (const draft of subject.connect(row, placeholder('lbIP', subject.key), port.port, port, askers)) {
    yield { ...draft, requires: draft.requires ?? 'loadBalancer' };
  }
}

/** Pods that start after the Service find it in their environment, unless they say `enableServiceLinks: false`. */
function* variableProbes({ service, clients, name, heading }: ServiceSubject, clusterIP: string): Generator<Draft> {
  const address = service.spec.clusterIP ?? '';
  const variables = Object.entries(serviceVariables(name, address, servicePorts(service.spec)));
  const env = Object.fromEntries(
    variables.map(([variable, value]) => [variable, value.replace(address, () => clusterIP)]),
  );
  for (const { from, label, workload } of clients) {
    if (!('pod' in from) || workload?.spec.enableServiceLinks === false) continue;
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
  const addresses = pods?.map(({ pod }) => placeholder('podIP', pod));
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
  const port = servicePorts(service.spec)[0]?.port ?? 80;
  const inCluster = target.endsWith(`.${domain}`);
  for (const { from, label } of clients.filter(usesClusterDNS)) {
    yield {
      from,
      ...transportTo(name, port, { protocol: 'TCP' }),
      expect: reachedBy(inCluster ? undefined : [target]),
      subject: heading,
      row: `${name}:${port} -> ${target}`,
      client: label,
      ...(inCluster ? {} : { requires: 'externalHosts' as const }),
    };
  }
}
