import { whyUnmatched } from '../../../dataplane/proxy/why-unmatched';
import type { Endpoint, EndpointPort, ServicePort } from '../../../model/objects';
import type { ConnectionTarget, Probe } from '../../../probes/probe';
import { portOf } from '../../../probes/probe';
import { keyOf } from '../../../terms/object-ref';
import { labelText, listed } from '../../../terms/sentence';
import type { Link } from '../../target';
import type { StoredPod, StoredService } from '../objects';
import { isReady, whyStuck } from '../objects';
import type { Dialled } from '../services';
import type { EvidenceContext } from './evidence-context';
import { broken, unbroken } from './words';

/** The links from an address to the Pods of a Service. */
export async function serviceLinks(
  probe: Probe,
  to: ConnectionTarget,
  host: string,
  context: EvidenceContext,
): Promise<readonly Link[]> {
  const dialled = context.services.dialledBy(probe.from, to);
  const { service } = dialled;
  if (service === undefined || dialled.pod !== undefined || dialled.externalHost !== undefined) {
    return elsewhereLinks(probe, to, host, dialled, context);
  }
  const key = context.aliases.keyInManifests(service.metadata.namespace, service.metadata.name);
  const links = [unbroken('address', `${host} is ${HOW[dialled.by ?? 'name']} of Service ${key}`)];
  const protocol = to.protocol === 'udp' ? 'UDP' : 'TCP';
  const number = to.port ?? (to.protocol === 'https' ? 443 : 80);
  if (service.spec.clusterIP === 'None') {
    return [...links, ...(await headlessLinks(probe, to, service, number, context))];
  }
  const port = (service.spec.ports ?? []).find(
    (each) =>
      (each.protocol ?? 'TCP') === protocol && (dialled.by === 'nodePort' ? each.nodePort : each.port) === number,
  );
  const unproxied = 'service.kubernetes.io/service-proxy-name' in (service.metadata.labels ?? {});
  if (port === undefined || unproxied) return [...links, broken('rules', whyUnmatched(key, service, protocol, number))];
  const endpoints = endpointsOf(service, port, context);
  const ready = endpoints.filter(({ endpoint }) => endpoint.conditions?.ready !== false);
  const node = judgingNode(probe, to, dialled, context);
  const rules = await rulesLink(service, port, ready.length > 0, node, context);
  if (!rules.ok) return [...links, rules];
  links.push(rules);
  if (ready.length === 0) return [...links, broken('endpoints', whyNone(service, port, context))];
  const where = ready.map((each) => textOf(each, context));
  const policy = localPolicy(service, dialled);
  if (policy !== undefined && node !== undefined && !ready.some(({ endpoint }) => endpoint.nodeName === node)) {
    const on = context.aliases.nodeInManifests(node);
    return [
      ...links,
      broken('endpoints', `${policy} is Local, and node ${on} has no ready endpoint: ${listed(where, 4)}`),
    ];
  }
  links.push(unbroken('endpoints', `${ready.length} of ${endpoints.length} endpoints ready: ${listed(where, 4)}`));
  return [...links, ...(await directLinks(probe, to, ready, context))];
}

const HOW = {
  name: 'the name',
  clusterIP: 'the cluster IP',
  loadBalancerIP: 'the load balancer address',
  externalIP: 'an external IP',
  nodePort: 'a node, whose port is the node port',
} as const;

interface EndpointAt {
  readonly endpoint: Endpoint;
  readonly port: EndpointPort;
}

function endpointsOf(
  service: StoredService,
  { name = '', protocol = 'TCP' }: ServicePort,
  context: EvidenceContext,
): readonly EndpointAt[] {
  return context.services.slicesOf(service).flatMap(({ ports = [], endpoints }) => {
    const port = ports?.find((each) => (each.name ?? '') === name && (each.protocol ?? 'TCP') === protocol);
    return port === undefined ? [] : (endpoints ?? []).map((endpoint) => ({ endpoint, port }));
  });
}

/** The node whose kube-proxy decides: the client's own, or the one whose port is dialled. */
function judgingNode(
  { from }: Probe,
  to: ConnectionTarget,
  { by }: Dialled,
  { addresses, aliases, view }: EvidenceContext,
): string | undefined {
  if (by === 'nodePort') {
    const [, node] =
      /^\$\{(?:nodeIP|gatewayIP)6?:(.*)\}$/.exec(addresses.placeholderOf(addresses.expand(to.host))) ?? [];
    return node === undefined ? undefined : aliases.nodeInCluster(node);
  }
  if ('node' in from) return aliases.nodeInCluster(from.node);
  if (!('pod' in from)) return undefined;
  const [namespace = '', name = ''] = from.pod.split('/');
  return view.pod(aliases.namespaceInCluster(namespace), name)?.spec.nodeName;
}

function localPolicy({ spec }: StoredService, { by }: Dialled): string | undefined {
  const inside = by === 'name' || by === 'clusterIP';
  if (inside) return spec.internalTrafficPolicy === 'Local' ? 'internalTrafficPolicy' : undefined;
  return spec.externalTrafficPolicy === 'Local' ? 'externalTrafficPolicy' : undefined;
}

/** Whether kube-proxy of a node has rules for a Service port: comments name it in iptables, chains in nftables. */
async function rulesLink(
  service: StoredService,
  port: ServicePort,
  wanted: boolean,
  node: string | undefined,
  context: EvidenceContext,
): Promise<Link> {
  const { name, namespace = '' } = service.metadata;
  const inCluster = keyOf(namespace, name);
  const key = context.aliases.keyInManifests(namespace, name);
  const called = `port ${port.name ?? port.port ?? ''} (${port.protocol ?? 'TCP'}) of Service ${key}`;
  const at = node ?? [...context.view.nodes.keys()][0] ?? '';
  const nodeName = context.aliases.nodeInManifests(at);
  let rules: string;
  try {
    rules = await context.command(nodeName, ['bash', '-c', PRINT_RULES]);
  } catch (error) {
    return unbroken('rules', `the rules of node ${nodeName} could not be read: ${(error as Error).message}`);
  }
  const portKey = port.name === undefined || port.name === '' ? inCluster : `${inCluster}:${port.name}`;
  const chain = `${inCluster}/${(port.protocol ?? 'TCP').toLowerCase()}/${port.name ?? ''}`;
  const lines = rules.split('\n').filter((line) => line.includes(portKey) || line.includes(chain));
  if (lines.length === 0 && wanted) {
    return broken('rules', `kube-proxy of node ${nodeName} has no rule for ${called}, though it has ready endpoints`);
  }
  return unbroken('rules', `kube-proxy of node ${nodeName} has ${lines.length} rules for ${called}`);
}

/** A fixed text: nothing of a probe goes into it. */
const PRINT_RULES =
  'for t in ip ip6; do nft list table $t kube-proxy; done 2>/dev/null; for s in iptables ip6tables iptables-legacy; do $s-save; done 2>/dev/null; true';

/** Why a Service port has no ready endpoint, with what was likely meant. */
function whyNone(service: StoredService, port: ServicePort, context: EvidenceContext): string {
  const { namespace = '', name } = service.metadata;
  const { selector = {} } = service.spec;
  const key = context.aliases.keyInManifests(namespace, name);
  if (Object.keys(selector).length === 0) {
    return `no endpoint: Service ${key} has no selector, and no EndpointSlice has its port`;
  }
  const pods = context.services.podsOf(service);
  if (pods.length === 0) {
    return `no endpoint: the selector ${labelText(selector)} matches no Pod of its namespace${elsewhere(service, context)}`;
  }
  const { targetPort = port.port, protocol = 'TCP' } = port;
  if (typeof targetPort === 'string' && !pods.some((pod) => hasPort(pod, targetPort, protocol))) {
    return `no endpoint: targetPort ${targetPort} names no ${protocol} container port of the selected Pods`;
  }
  const reasons = pods.filter((pod) => !isReady(pod)).map((pod) => `${pod.metadata.name}: ${whyNotReady(pod)}`);
  if (reasons.length === 0) return `no ready endpoint, though the selected Pods are ready: no EndpointSlice lists them`;
  return `no ready endpoint: ${listed(reasons, 2)}`;
}

function elsewhere({ spec }: StoredService, { aliases, view }: EvidenceContext): string {
  const wanted = Object.entries(spec.selector ?? {});
  const found = view.pods.filter((pod) => wanted.every(([name, value]) => pod.metadata.labels?.[name] === value));
  const namespaces = new Set(found.map(({ metadata }) => aliases.namespaceInManifests(metadata.namespace ?? '')));
  return namespaces.size === 0 ? '' : `; matching Pods are in namespace ${listed([...namespaces], 3)}`;
}

function hasPort({ spec }: StoredPod, name: string, protocol: string): boolean {
  return [...(spec.containers ?? []), ...(spec.initContainers ?? [])].some(({ ports }) =>
    ports?.some((port) => port.name === name && (port.protocol ?? 'TCP') === protocol),
  );
}

function whyNotReady(pod: StoredPod): string {
  if (pod.metadata.deletionTimestamp !== undefined) return 'it is terminating';
  const condition = pod.status?.conditions?.find(({ type, status }) => type === 'Ready' && status !== 'True');
  return whyStuck(pod) ?? condition?.message ?? pod.status?.phase ?? 'it has not started';
}

/** Whether the endpoints answer when they are dialled themselves, past all rules. */
async function directLinks(
  probe: Probe,
  to: ConnectionTarget,
  endpoints: readonly EndpointAt[],
  context: EvidenceContext,
): Promise<readonly Link[]> {
  const links: Link[] = [];
  const protocol = to.kind === 'transport' ? to.protocol : 'tcp';
  const outcomes = await Promise.all(
    endpoints.slice(0, MOST_DIALLED).map(async (each) => {
      const direct = {
        kind: 'transport',
        protocol,
        host: each.endpoint.addresses?.[0] ?? '',
        port: each.port.port ?? 0,
      } as const;
      // The outside has no way to Pods: there a node asks in its place.
      const from =
        'outside' in probe.from ? { node: context.aliases.nodeInManifests(each.endpoint.nodeName ?? '') } : probe.from;
      const verdict = await context.observe({ id: 'direct', from, to: direct });
      return { each, verdict, outcome: verdict.outcome };
    }),
  );
  links.push(unbroken('pod', `${outcomes.length} Pods are ready`));
  const dead = outcomes.find(({ outcome }) => outcome !== 'reached' && outcome !== 'notRun');
  if (dead !== undefined) {
    const listens = portsOf(dead.each, context);
    return [...links, broken('port', `${textOf(dead.each, context)} does not answer (${dead.outcome})${listens}`)];
  }
  for (const { each, verdict } of outcomes) {
    if (verdict.kind !== 'notRun') continue;
    return [...links, broken('port', `${textOf(each, context)} could not be dialled itself: ${verdict.reason}`)];
  }
  links.push(unbroken('port', 'the endpoints answer when they are dialled themselves'));
  const verdict = await context.observe(probe);
  const outcome = verdict.outcome;
  return outcome === 'reached'
    ? links
    : [...links, broken('route', `${outcome} all the same: something between the address and the Pods drops it`)];
}

const MOST_DIALLED = 5;

function portsOf({ endpoint }: EndpointAt, { view }: EvidenceContext): string {
  const { namespace = '', name = '' } = endpoint.targetRef ?? {};
  const pod = view.pod(namespace, name);
  const ports = (pod?.spec.containers ?? []).flatMap(({ ports: declared = [] }) =>
    declared.map(({ containerPort = 0, protocol = 'TCP' }) => `${containerPort} (${protocol})`),
  );
  return ports.length === 0 ? ', its containers declare no port' : `, its containers declare ${listed(ports)}`;
}

function textOf({ endpoint, port }: EndpointAt, { aliases }: EvidenceContext): string {
  const { namespace, name } = endpoint.targetRef ?? {};
  const pod = name === undefined ? '' : ` (Pod ${aliases.keyInManifests(namespace, name)})`;
  return `${endpoint.addresses?.[0] ?? ''}:${port.port ?? ''}${pod}`;
}

/** The name of a headless Service stands for its Pods, which are dialled at `port` itself. */
async function headlessLinks(
  probe: Probe,
  to: ConnectionTarget,
  service: StoredService,
  port: number,
  context: EvidenceContext,
): Promise<readonly Link[]> {
  const endpoints = context.services
    .slicesOf(service)
    .flatMap((slice) => slice.endpoints ?? [])
    .filter(({ conditions }) => conditions?.ready !== false)
    .map((endpoint) => ({ endpoint, port: { port } }));
  if (endpoints.length === 0) {
    const [first] = service.spec.ports ?? [];
    return [broken('endpoints', whyNone(service, first ?? { port }, context))];
  }
  const found = unbroken('endpoints', `${endpoints.length} endpoints ready`);
  return [found, ...(await directLinks(probe, to, endpoints, context))];
}

/** What is not a Service: a Pod, a node, or something outside of the cluster. */
async function elsewhereLinks(
  probe: Probe,
  to: ConnectionTarget,
  host: string,
  { externalHost, pod }: Dialled,
  context: EvidenceContext,
): Promise<readonly Link[]> {
  const placeholder = context.addresses.placeholderOf(host);
  const [, kind, of = ''] = /^\$\{([A-Za-z]+?)(?:IP)?:(.*)\}$/.exec(placeholder) ?? [];
  const what = () => {
    if (externalHost !== undefined) return `host ${externalHost} outside the cluster`;
    if (pod !== undefined) return `Pod ${context.aliases.keyInManifests(pod.metadata.namespace, pod.metadata.name)}`;
    return kind === undefined ? 'known to no one in the cluster' : `the address of ${kind} ${of}`;
  };
  const address = unbroken('address', `${host} is ${what()}`);
  const verdict = await context.observe(probe);
  const outcome = verdict.outcome;
  if (outcome === 'reached') return [address];
  return [
    address,
    broken(outcome === 'refused' ? 'port' : 'route', `${host} does not answer on port ${portOf(to)} (${outcome})`),
  ];
}
