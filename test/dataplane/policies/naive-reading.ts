import { BlockList } from 'node:net';
import type { Connection, End } from '../../../src/dataplane/policies/ruling';

type Labels = Readonly<Record<string, string>>;

interface Selector {
  readonly matchLabels?: Labels;
  readonly matchExpressions?: readonly { key: string; operator: string; values?: readonly string[] }[];
}

interface Peer {
  readonly podSelector?: Selector;
  readonly namespaceSelector?: Selector;
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
}

interface Port {
  readonly protocol?: string;
  readonly port?: number | string;
  readonly endPort?: number;
}

interface Rule {
  readonly from?: readonly Peer[];
  readonly to?: readonly Peer[];
  readonly ports?: readonly Port[];
}

/** A NetworkPolicy as it is written. */
export interface NaivePolicy {
  readonly namespace: string;
  readonly spec: {
    readonly podSelector?: Selector;
    readonly policyTypes?: readonly string[];
    readonly ingress?: readonly Rule[];
    readonly egress?: readonly Rule[];
  };
}

/** The specification sentence by sentence, with nothing of the engine: no index, no shared helper, `net.BlockList` for networks. */
export function allowedBy(
  policies: readonly NaivePolicy[],
  namespaces: Readonly<Record<string, Labels>>,
  direction: 'Ingress' | 'Egress',
  { source, destination, protocol, port }: Connection,
): boolean {
  const [subject, other] = direction === 'Ingress' ? [destination, source] : [source, destination];
  const { pod } = subject;
  if (pod === undefined) return true;
  const isolating = policies.filter(
    ({ namespace, spec }) =>
      namespace === pod.namespace && selects(spec.podSelector ?? {}, pod.labels) && typesOf(spec).includes(direction),
  );
  if (isolating.length === 0) return true;
  return isolating.some(({ namespace, spec }) =>
    ((direction === 'Ingress' ? spec.ingress : spec.egress) ?? []).some((rule) => {
      const peers = (direction === 'Ingress' ? rule.from : rule.to) ?? [];
      const isPeer = peers.length === 0 || peers.some((peer) => isMeant(peer, namespace, other, namespaces));
      const { ports = [] } = rule;
      return isPeer && (ports.length === 0 || ports.some((one) => isOpen(one, protocol, port, destination)));
    }),
  );
}

function typesOf({ policyTypes = [], egress = [] }: NaivePolicy['spec']): readonly string[] {
  if (policyTypes.length > 0) return policyTypes;
  return egress.length > 0 ? ['Ingress', 'Egress'] : ['Ingress'];
}

function selects({ matchLabels = {}, matchExpressions = [] }: Selector, labels: Labels): boolean {
  for (const [key, value] of Object.entries(matchLabels)) if (labels[key] !== value) return false;
  for (const { key, operator, values = [] } of matchExpressions) {
    const has = labels[key];
    if (operator === 'Exists' && has === undefined) return false;
    if (operator === 'DoesNotExist' && has !== undefined) return false;
    if (operator === 'In' && (has === undefined || !values.includes(has))) return false;
    if (operator === 'NotIn' && has !== undefined && values.includes(has)) return false;
  }
  return true;
}

function isMeant(
  peer: Peer,
  own: string,
  { pod, address }: End,
  namespaces: Readonly<Record<string, Labels>>,
): boolean {
  if (peer.ipBlock !== undefined) {
    const { cidr, except = [] } = peer.ipBlock;
    return isIn(cidr, address) && !except.some((hole) => isIn(hole, address));
  }
  if (pod === undefined) return false;
  const labels = { ...namespaces[pod.namespace], 'kubernetes.io/metadata.name': pod.namespace };
  if (peer.namespaceSelector === undefined && pod.namespace !== own) return false;
  if (peer.namespaceSelector !== undefined && !selects(peer.namespaceSelector, labels)) return false;
  return peer.podSelector === undefined || selects(peer.podSelector, pod.labels);
}

function isIn(cidr: string, address: string): boolean {
  const [network = '', length] = cidr.split('/');
  const list = new BlockList();
  const family = (text: string) => (text.includes(':') ? 'ipv6' : 'ipv4');
  list.addSubnet(network, Number(length), family(network));
  // BlockList takes IPv4 addresses for IPv6 ones, which a packet is not.
  return family(network) === family(address) && list.check(address, family(address));
}

function isOpen({ protocol: wanted = 'TCP', port, endPort }: Port, protocol: string, asked: number, to: End): boolean {
  if (wanted !== protocol) return false;
  if (port === undefined) return true;
  if (typeof port === 'number') return asked >= port && asked <= (endPort ?? port);
  const declared = (to.pod?.spec.containers ?? []).flatMap(({ ports = [] }) => ports);
  return declared.some(
    ({ name, containerPort, protocol: own = 'TCP' }) => name === port && containerPort === asked && own === protocol,
  );
}
