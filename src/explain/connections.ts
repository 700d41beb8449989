import type { Cluster } from '../dataplane/cluster';
import type { Decision, Delivered, Listener } from '../dataplane/flow';
import { hasAddress } from '../dataplane/node';
import { describeDependence, describeRule } from '../dataplane/policies/describe-ruling';
import { attempts } from '../dataplane/simulation/attempts';
import type { Protocol } from '../model/objects';
import { hostPort } from '../terms/host-port';
import { append } from '../terms/maps';
import { listed } from '../terms/sentence';
import type { Vantage } from '../terms/vantage';
import { describeVantage } from '../terms/vantage';
import type { ClientFacts } from './explanation';

/** Something that clients connect to. */
export interface Destination {
  /** An address or a name. */
  readonly host: string;
  readonly port: number;
  readonly protocol: Protocol;
  /** What it is: `cluster IP`. */
  readonly entry: string;
}

/** What becomes of a client that connects often enough to see every endpoint. */
export function connect(from: Vantage, { host, port, protocol, entry }: Destination, cluster: Cluster): ClientFacts {
  const to = { host, port, protocol };
  const client = describeVantage(from);
  const target = { kind: 'transport', protocol: TRANSPORTS[protocol], host, port } as const;
  const dialled = attempts(cluster, from, target).flatMap((attempt) => attempt.dialled ?? []);
  const [first] = dialled;
  if (first === undefined) return { ...unresolved(from, host, cluster), from, client, to, entry };
  const decisions = dialled.map(({ decision }) => decision);
  const served = decisions.filter((decision): decision is Delivered => decision.action === 'deliver');
  const decisive: Decision = served[0] ?? first.decision;
  const outcome = OUTCOMES[decisive.action];
  const also = [...new Set(decisions.map(({ action }) => OUTCOMES[action]))].filter((each) => each !== outcome).sort();
  const by = [...new Set(served.map(({ listener }) => nameOf(listener)))].sort();
  const seenAs = [...new Set(served.map(({ source }) => source))].sort();
  const other = decisions.find(({ action }) => OUTCOMES[action] !== outcome);
  return {
    from,
    client,
    to,
    entry,
    outcome,
    also,
    by,
    seenAs,
    why: served.length > 0 ? servedBy(by, seenAs, from, cluster, describeAdmission(decisive), other) : decisive.reason,
    ...dependenceIn(decisions),
    links: cluster.trace(first.flow, decisive),
  };
}

/** Who may decide otherwise. */
function dependenceIn(decisions: readonly Decision[]): Pick<ClientFacts, 'depends'> {
  const found = decisions.find(({ depends }) => depends !== undefined);
  return found?.depends === undefined ? {} : { depends: describeDependence(found.depends, found.rulings ?? []) };
}

const TRANSPORTS = { TCP: 'tcp', UDP: 'udp', SCTP: 'sctp' } as const;

const OUTCOMES = { deliver: 'served', refuse: 'refused', drop: 'dropped' } as const;

function servedBy(
  by: readonly string[],
  seenAs: readonly string[],
  from: Vantage,
  cluster: Cluster,
  admitted: string,
  other: Decision | undefined,
): string {
  const some = other === undefined ? '' : `; other tries are ${OUTCOMES[other.action]}: ${other.reason}`;
  return `${answering(by)}, and sees ${describeSources(seenAs, from, cluster)}${admitted}${some}`;
}

/** The rules of NetworkPolicies that let it through. */
function describeAdmission({ rulings = [] }: Pick<Decision, 'rulings'>): string {
  const rules = rulings.flatMap(({ direction, by }) => (by === undefined ? [] : describeRule(direction, by)));
  return rules.length === 0 ? '' : `, as ${listed(rules)} ${rules.length === 1 ? 'lets' : 'let'} it through`;
}

/** `one of Pod a and Pod b answers`. */
export function answering(by: readonly string[]): string {
  return `${by.length > 1 ? 'one of ' : ''}${listed(by, 4)} answers`;
}

/** `10.244.1.3 (the client's own)`, `node worker (10.244.1.1 and 172.18.0.3)`: whose addresses a server sees. */
function describeSources(addresses: readonly string[], from: Vantage, { pods, nodes, outsideIPs }: Cluster): string {
  const byOwner = new Map<string, string[]>();
  for (const address of addresses) {
    const isOwn = ('pod' in from ? pods.get(from.pod)?.ips : outsideIPs)?.includes(address) === true;
    const node = [...nodes.values()].find((each) => hasAddress(each, address));
    const owner = isOwn ? "the client's own address" : node === undefined ? '' : `node ${node.name}`;
    append(byOwner, owner, address);
  }
  const texts = [...byOwner].map(([owner, list]) => (owner === '' ? listed(list) : `${owner} (${listed(list)})`));
  return listed(texts);
}

function nameOf(listener: Listener): string {
  switch (listener.type) {
    case 'pod':
      return `Pod ${listener.pod}`;
    case 'gateway':
      return `Gateway ${listener.gateway}`;
    case 'ingress':
      return 'the Ingress controller';
    case 'healthCheck':
      return `kube-proxy's health check of Service ${listener.service} (HTTP ${listener.status})`;
    case 'externalHost':
      return `host ${listener.name}`;
    case 'dns':
      return 'the DNS server of the cluster';
    case 'apiServer':
      return 'the API server';
  }
}

function unresolved(
  from: Vantage,
  host: string,
  cluster: Cluster,
): Pick<ClientFacts, 'outcome' | 'also' | 'by' | 'seenAs' | 'why' | 'links'> {
  const { server, search, denied } = cluster.resolverOf(from);
  const list = search.length === 0 ? 'without search list' : `with the search list ${search.join(' ')}`;
  const why =
    denied !== undefined
      ? `${host} does not resolve: ${denied}`
      : server === 'cluster'
        ? `${host} has no address: asked of the cluster's DNS server ${list}`
        : `${host} does not resolve there: its resolver is not the cluster's DNS server`;
  return {
    outcome: 'unresolved',
    also: [],
    by: [],
    seenAs: [],
    why,
    links: [{ link: 'name', ok: false, detail: why }],
  };
}

/** `10.96.0.10:53 (UDP)`: a destination in sentences. */
export function describeDestination({ host, port, protocol }: ClientFacts['to']): string {
  return `${hostPort(host, port)}${protocol === 'TCP' ? '' : ` (${protocol})`}`;
}
