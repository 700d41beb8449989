import { matches } from './label-index';
import type { NetworkModel } from './network-model';
import type {
  Container,
  Labels,
  LabelSelector,
  NetworkPolicy,
  NetworkPolicyPeer,
  NetworkPolicyPort,
  PodSpec,
} from './objects';
import { viewOf } from './view';
import type { Workload } from './workload';
import { containerPorts, objectsIn, protocolOf, servingContainers } from './workload';

/** Ways that a NetworkPolicy can close. */
export type Direction = 'Ingress' | 'Egress';

/** One rule of a NetworkPolicy. */
export interface PolicyRule {
  /** The `from` of an ingress rule, the `to` of an egress rule. */
  readonly peers: readonly NetworkPolicyPeer[];
  readonly ports: readonly NetworkPolicyPort[];
}

/** A NetworkPolicy, and what it allows. Policies add up: what one allows is allowed. */
export interface Policy {
  readonly key: string;
  readonly namespace: string;
  readonly source: NetworkPolicy;
  readonly directions: ReadonlySet<Direction>;
  readonly ingress: readonly PolicyRule[];
  readonly egress: readonly PolicyRule[];
}

/** All NetworkPolicies of a model. */
export const policiesOf = viewOf((model: NetworkModel): readonly Policy[] =>
  [...model.networkPolicies].map(([key, source]) => {
    const { spec, metadata } = source;
    const { policyTypes = [], ingress: incoming = NO_RULES, egress: outgoing = NO_RULES } = spec;
    const [ingress, egress] = [rulesIn(incoming), rulesIn(outgoing)];
    const implied = egress.length > 0 ? BOTH : INCOMING;
    const directions = directionsIn(policyTypes.length > 0 ? policyTypes : implied);
    return { key, namespace: metadata.namespace ?? model.defaultNamespace, source, directions, ingress, egress };
  }),
);

const NO_RULES: readonly never[] = Object.freeze([]);
const INCOMING: readonly Direction[] = ['Ingress'];
const BOTH: readonly Direction[] = ['Ingress', 'Egress'];

/** The rules of a list, which many policies may have in common. */
const rulesIn = viewOf((list: object): readonly PolicyRule[] =>
  objectsIn<{ from?: unknown; to?: unknown; ports?: unknown }>(list).map(({ from, to, ports }) => ({
    peers: objectsIn<NetworkPolicyPeer>(from ?? to),
    ports: objectsIn<NetworkPolicyPort>(ports),
  })),
);

const directionsIn = viewOf((types: readonly Direction[]): ReadonlySet<Direction> => new Set(types));

/** The workloads whose Pods a policy is about; those of its whole namespace if it selects all. */
export function workloadsUnder(model: NetworkModel, { namespace, source }: Policy): readonly Workload[] {
  return selectPods(model, namespace, source.spec.podSelector ?? {});
}

/** Whether a label selector selects everything. */
export function selectsAll(selector: LabelSelector | undefined): boolean {
  const { matchLabels = {}, matchExpressions = [] } = selector ?? {};
  return Object.keys(matchLabels).length === 0 && objectsIn(matchExpressions).length === 0;
}

/** The workloads of a namespace whose Pods a label selector selects. */
export function selectPods(model: NetworkModel, namespace: string, selector: LabelSelector): readonly Workload[] {
  const candidates = candidatesFor(model, namespace, selector);
  if (objectsIn(selector.matchExpressions).length === 0) return candidates;
  return candidates.filter(({ labels }) => meetsExpressions(selector, labels));
}

/** Whether a label selector selects the Pods of any workload of a namespace. */
export function selectsPod(model: NetworkModel, namespace: string, selector: LabelSelector): boolean {
  return candidatesFor(model, namespace, selector).some(({ labels }) => meetsExpressions(selector, labels));
}

/** The workloads of a namespace that have the labels of a selector, or else one of the values that it lists; all if it has neither. */
export function candidatesFor(model: NetworkModel, namespace: string, selector: LabelSelector): readonly Workload[] {
  const { matchLabels = {} } = selector;
  if (Object.keys(matchLabels).length > 0) return model.select(namespace, matchLabels);
  const listed = objectsIn<Expression>(selector.matchExpressions).find(({ operator }) => operator === 'In');
  if (listed?.key === undefined) return model.workloadsOf(namespace);
  const { key, values = [] } = listed;
  return [...new Set(values)].flatMap((value) => model.select(namespace, { [key]: value }));
}

/** Whether labels meet a label selector. */
export function meets(selector: LabelSelector, labels: Labels): boolean {
  return matches(selector.matchLabels ?? {}, labels) && meetsExpressions(selector, labels);
}

export type Expression = NonNullable<LabelSelector['matchExpressions']>[number];

function meetsExpressions({ matchExpressions }: LabelSelector, labels: Labels): boolean {
  return objectsIn<Expression>(matchExpressions).every(({ key, operator, values = [] }) => {
    const has = key !== undefined && Object.hasOwn(labels, key) ? labels[key] : undefined;
    if (operator === 'Exists') return has !== undefined;
    if (operator === 'DoesNotExist') return has === undefined;
    const listed = has !== undefined && values.includes(has);
    return operator === 'In' ? listed : operator === 'NotIn' && !listed;
  });
}

/** Whose containers have the ports that a named port of a policy may mean. */
export interface NamedPorts {
  readonly spec: PodSpec;
  /** Default: sidecars among them. */
  readonly containersOf?: (spec: PodSpec) => readonly Container[];
}

/**
 * Whether the ports of a rule let through a port of a Pod: the port that it listens on, after translation.
 *
 * @param named the Pod that named ports are looked up in; without one they mean nothing
 */
export function portsAllow(rule: PolicyRule, port: number, protocol: string, named?: NamedPorts): boolean {
  if (rule.ports.length === 0) return true;
  return rule.ports.some((one) => protocolOf(one) === protocol && numberAllows(one, port, protocol, named));
}

function numberAllows(
  { port: allowed, endPort }: NetworkPolicyPort,
  port: number,
  protocol: string,
  named: NamedPorts | undefined,
): boolean {
  if (allowed === undefined || allowed === null) return true;
  if (typeof allowed === 'number') return port >= allowed && port <= (endPort ?? allowed);
  if (named === undefined) return false;
  const { spec, containersOf = servingContainers } = named;
  return containersOf(spec)
    .flatMap(containerPorts)
    .some((one) => one.name === allowed && one.containerPort === port && protocolOf(one) === protocol);
}

/** The namespaces that a peer is about: its own one, those with the labels, or none if the input does not tell. */
export function namespacesOfPeer(model: NetworkModel, own: string, peer: NetworkPolicyPeer): readonly string[] {
  const { namespaceSelector, ipBlock } = peer;
  if (ipBlock !== undefined) return [];
  if (namespaceSelector === undefined) return [own];
  const { matchLabels = {}, matchExpressions } = namespaceSelector;
  const named = matchLabels['kubernetes.io/metadata.name'];
  if (named !== undefined && Object.keys(matchLabels).length === 1 && matchExpressions === undefined) return [named];
  const known = namespacesMeeting(model);
  const key = JSON.stringify(namespaceSelector);
  let found = known.get(key);
  if (found === undefined) {
    found = [...model.namespaces.keys()].filter((name) => meets(namespaceSelector, namespaceLabels(model, name)));
    known.set(key, found);
  }
  return found;
}

const namespacesMeeting = viewOf((_: NetworkModel) => new Map<string, readonly string[]>());

/** Labels that every namespace has, and those that its manifest gives it. */
export function namespaceLabels(model: NetworkModel, namespace: string): Labels {
  return { ...model.namespaces.get(namespace), 'kubernetes.io/metadata.name': namespace };
}
