import { serviceVariables } from '../../model/environment';
import { askedAddresses } from '../../model/load-balancer-addresses';
import type { IPFamily, NumberedPort, Service } from '../../model/objects';
import { ownVariables } from '../../model/own-variables';
import { clusterIPsOf, loadBalancerIPs, servicePorts } from '../../model/service';
import { hostPort } from '../../terms/host-port';
import { addressIn, RECORD_TYPES } from '../../terms/ip';
import { recordOf } from '../../terms/maps';
import { keyOf } from '../../terms/object-ref';
import { placeholder } from '../../terms/placeholders';
import type { Unsent } from '../expectation';
import { outside, usesClusterDNS } from './clients';
import { reachedBy, transportTo } from './connection';
import type { Draft } from './draft';
import { rowOver } from './families';
import type { PlannedNetwork } from './planned-network';
import { expectedOf } from './policy-word';
import { rangeClients } from './range-clients';
import { ServiceSubject } from './service-subject';
import { elsewhere } from './unsent';

/** Everything that can be asked of one Service, as the cluster stores it. */
export function* serviceProbes(service: Service, network: PlannedNetwork): Generator<Draft> {
  const subject = new ServiceSubject(service, network);
  if (service.spec.type === 'ExternalName') yield* externalNameProbes(subject);
  else if (service.spec.clusterIP === 'None') yield* headlessProbes(subject);
  else yield* addressProbes(subject);
}

function* addressProbes(subject: ServiceSubject): Generator<Draft> {
  const { service, clients, key, name, fqdn, families } = subject;
  const { internalTrafficPolicy } = service.spec;
  const clusterIPs = clusterIPsOf(service.spec);
  const ports = servicePorts(service.spec);
  const near = internalTrafficPolicy === 'Local' ? clients.filter(({ node }) => subject.hasPodOn(node)) : clients;
  for (const family of families) {
    yield* subject.dns(name, RECORD_TYPES[family], [placeholder('clusterIP', key, family)]);
  }
  if (isProxied(service)) {
    const named = near.filter(usesClusterDNS);
    for (const port of ports) {
      yield* subject.connectByName(name, port, named);
      yield* subject.connectByName(fqdn, port, named);
      for (const family of families) {
        const row = hostPort(addressIn(clusterIPs, family) ?? 'clusterIP', port.port);
        const host = placeholder('clusterIP', key, family);
        yield* subject.connect({ row, host, port: port.port, family }, port, near);
      }
      yield* nodePortProbes(subject, port);
      yield* loadBalancerProbes(subject, port);
    }
  }
  for (const { name: portName = '', protocol = 'TCP', port } of ports) {
    if (portName === '') continue;
    yield* subject.dns(`_${portName}._${protocol.toLowerCase()}.${name}`, 'SRV', [
      `0 ${Math.floor(100 / families.length)} ${port} ${fqdn}.`,
    ]);
  }
  yield* variableProbes(subject, placeholder('clusterIP', key, families[0]));
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
    for (const family of subject.families) {
      const row = rowOver(`${label}:${nodePort}`, family, subject.families);
      const to = { row, host: placeholder('nodeIP', node, family), port: nodePort, family, way: 'rewriting' } as const;
      yield* subject.connect(to, port, askers);
    }
  }
}

/** Where source ranges are set, somebody of each range asks, and somebody of none. */
function* loadBalancerProbes(subject: ServiceSubject, port: NumberedPort): Generator<Draft> {
  const { type, loadBalancerSourceRanges = [], externalTrafficPolicy } = subject.service.spec;
  if (type !== 'LoadBalancer') return;
  const usual = externalTrafficPolicy === 'Local' ? [outside] : [...subject.clients.slice(0, 1), outside];
  const given = subject.service.status?.loadBalancer?.ingress ?? [];
  const [hostname] = given.flatMap((address) => address.hostname ?? []);
  for (const family of familiesBalanced(subject)) {
    const { inside, stranger } = rangeClients(loadBalancerSourceRanges, family);
    const askers = inside.length === 0 ? usual : [...inside, ...stranger];
    const address = addressIn(loadBalancerIPs(subject.service), family);
    const row = hostPort(address ?? hostname ?? 'load balancer', port.port);
    // A cluster may give one later; what is simulated has given all it will.
    const isFinal = given.length === 0 && subject.deployed.standsIn === true;
    const unsent = isFinal ? { unsent: withoutAddress(subject) } : {};
    const to = {
      row,
      host: placeholder('lbIP', subject.key, family),
      port: port.port,
      family,
      way: 'rewriting',
    } as const;
    for (const draft of subject.connect(to, port, askers)) {
      const isShutOut = stranger.some(({ label }) => label === draft.client);
      yield {
        ...draft,
        requires: draft.requires ?? (askers === usual ? 'loadBalancer' : 'outsideAddress'),
        ...(isShutOut ? { expect: OUT_OF_RANGE } : {}),
        ...unsent,
      };
    }
  }
}

const OUT_OF_RANGE = { kind: 'connection', outcome: 'blocked', because: 'its loadBalancerSourceRanges' } as const;

/** The families that a Service's load balancer has addresses of, which a provider need not give of all; without any, the first. */
function familiesBalanced({ service, families }: ServiceSubject): readonly IPFamily[] {
  const given = families.filter((family) => addressIn(loadBalancerIPs(service), family) !== undefined);
  return given.length > 0 ? given : families.slice(0, 1);
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
  const all = { kind: 'env', env: recordOf(expected) } as const;
  for (const { from, label, workload } of clients) {
    if (!('pod' in from) || workload?.spec.enableServiceLinks === false) continue;
    // The kubelet lets the container's own variables win.
    const own = workload === undefined ? new Set<string>() : ownVariables(model, workload);
    const inherited = expected.filter(([variable]) => !own.has(variable));
    if (expected.length > 0 && inherited.length === 0) continue;
    yield {
      from,
      to: { kind: 'env', env: from },
      expect: own.size === 0 ? all : { kind: 'env', env: recordOf(inherited) },
      subject: heading,
      row: 'variables',
      client: label,
    };
  }
}

/** A headless Service has no address of its own: clients get the Pods', and dial `port` there without translation. */
function* headlessProbes(subject: ServiceSubject): Generator<Draft> {
  const { service, named, name, fqdn, pods, families } = subject;
  for (const family of pods === undefined ? [] : families) {
    const addresses = (pods ?? []).map(({ pod, node, hostNetwork = false }) =>
      hostNetwork ? placeholder('nodeIP', node, family) : placeholder('podIP', pod, family),
    );
    yield* subject.dns(name, RECORD_TYPES[family], addresses);
  }
  for (const port of servicePorts(service.spec)) {
    yield* subject.connectByName(name, port, named);
    yield* subject.connectByName(fqdn, port, named);
  }
}

/** An alias in DNS and nothing else: ports, selectors and policies have no effect. */
function* externalNameProbes(subject: ServiceSubject): Generator<Draft> {
  const { service, named, name, heading, domain } = subject;
  const target = (service.spec.externalName ?? '').replace(/\.$/, '');
  yield* subject.dns(name, 'CNAME', [`${target}.`]);
  const inCluster = target.endsWith(`.${domain}`);
  const [aliasName = '', aliasNamespace = ''] = target.split('.');
  const alias = inCluster ? subject.deployed.services.get(keyOf(aliasNamespace, aliasName)) : undefined;
  // A headless Service is dialled at the port of its Pods, which the port of the Service is meant to be.
  const port = [service, alias].flatMap((one) => (one === undefined ? [] : servicePorts(one.spec)))[0]?.port ?? 80;
  const unsent = inCluster ? subject.unsentBehind(aliasNamespace, aliasName, alias) : undefined;
  for (const client of named) {
    yield {
      from: client.from,
      ...transportTo(name, port, { protocol: 'TCP' }),
      expect: expectedOf(reachedBy(inCluster ? undefined : [target]), subject.wordOnAlias(client, alias, port)),
      subject: heading,
      row: `${name}:${port} -> ${target}`,
      client: client.label,
      ...(unsent === undefined ? {} : { unsent }),
      ...(inCluster ? {} : { requires: 'externalHosts' as const }),
    };
  }
}
