import { ownLabels } from '../../model/generated-labels';
import type { NetworkModel } from '../../model/network-model';
import type { Direction, Policy, PolicyRule } from '../../model/network-policies';
import { meets, namespaceLabels } from '../../model/network-policies';
import type { Labels, LabelSelector, NetworkPolicyPeer, NetworkPolicyPort } from '../../model/objects';
import { policiesFor } from '../../model/policies-for';
import type { Workload } from '../../model/workload';
import { containerPorts, objectsIn, protocolOf } from '../../model/workload';
import { cidrContains, cidrsOf } from '../../terms/cidr';
import { parseIP } from '../../terms/ip';

/**
 * One end of a connection, as far as manifests tell: `namespace`, `labels` and `spec` of a Pod with an address of its own, and
 * nothing of the outside. `unknown` is a Pod that runs where nobody here knows.
 */
export interface Party {
  readonly pod?: Pick<Workload, 'namespace' | 'labels' | 'spec'> | 'unknown';
  /** Absent where it is not known. */
  readonly address?: string;
}

/** A port of a Pod. */
export interface AskedPort {
  readonly number: number;
  readonly protocol: string;
  /** Whose containers named ports are looked up in. */
  readonly named: Party;
}

/** Yes, no, or that it cannot be known from the manifests. */
export type Answer = 'yes' | 'no' | 'maybe';

/** What policies say of a connection in one direction, and whose word that is. */
interface PolicyAnswer {
  readonly answer: Answer;
  /** The policies that isolate the Pod; none where everything is allowed. */
  readonly policies: readonly Policy[];
}

/**
 * A second reading of the specification of NetworkPolicy, from manifests alone: what a plan expects must not come from the
 * dataplane that it is compared with.
 */
export function answerOf(
  model: NetworkModel,
  direction: Direction,
  subject: Workload,
  other: Party,
  { number, protocol, named }: AskedPort,
): PolicyAnswer {
  const policies = policiesFor(model, subject, direction).flat();
  if (policies.length === 0) return { answer: 'yes', policies };
  const answers = policies.flatMap((policy) =>
    (direction === 'Ingress' ? policy.ingress : policy.egress).map((rule) =>
      both(portsAnswer(rule, number, protocol, named), peersAnswer(rule, policy, other, model)),
    ),
  );
  return { answer: either(answers), policies };
}

/** Whether no policy isolates a Pod in a direction. */
export function isFree(model: NetworkModel, subject: Workload, direction: Direction): boolean {
  return policiesFor(model, subject, direction).every((policies) => policies.length === 0);
}

/** Whether all hold. */
function both(...answers: readonly Answer[]): Answer {
  if (answers.includes('no')) return 'no';
  return answers.includes('maybe') ? 'maybe' : 'yes';
}

/** Whether one holds. */
function either(answers: readonly Answer[]): Answer {
  if (answers.includes('yes')) return 'yes';
  return answers.includes('maybe') ? 'maybe' : 'no';
}

function portsAnswer({ ports }: PolicyRule, number: number, protocol: string, named: Party): Answer {
  if (ports.length === 0) return 'yes';
  return either(ports.map((port) => (protocolOf(port) === protocol ? portAnswer(port, number, named) : 'no')));
}

function portAnswer(allowed: NetworkPolicyPort, number: number, { pod }: Party): Answer {
  const { port, endPort } = allowed;
  if (port === undefined) return 'yes';
  if (typeof port === 'number') return number === port || (number > port && number <= (endPort ?? port)) ? 'yes' : 'no';
  if (pod === 'unknown') return 'maybe';
  const { containers = [], initContainers } = pod?.spec ?? {};
  const isMeant = (container: (typeof containers)[number]) =>
    containerPorts(container).some(
      (one) => one.name === port && one.containerPort === number && protocolOf(one) === protocolOf(allowed),
    );
  if (containers.some(isMeant)) return 'yes';
  return objectsIn<(typeof containers)[number]>(initContainers).some(isMeant) ? 'maybe' : 'no';
}

function peersAnswer({ peers }: PolicyRule, { namespace }: Policy, party: Party, model: NetworkModel): Answer {
  return peers.length === 0 ? 'yes' : either(peers.map((peer) => peerAnswer(peer, namespace, party, model)));
}

function peerAnswer(peer: NetworkPolicyPeer, own: string, { pod, address }: Party, model: NetworkModel): Answer {
  const { ipBlock, namespaceSelector, podSelector } = peer;
  if (ipBlock !== undefined) return blockAnswer(ipBlock, address);
  if (pod === undefined) return 'no';
  if (pod === 'unknown') return namespaceSelector === undefined ? 'no' : 'maybe';
  if (pod.spec.hostNetwork === true) return 'maybe';
  const inNamespace =
    namespaceSelector === undefined
      ? pod.namespace === own
      : meets(namespaceSelector, namespaceLabels(model, pod.namespace));
  if (!inNamespace) return 'no';
  return podSelector === undefined ? 'yes' : selectorAnswer(podSelector, pod.labels);
}

/** Of labels that controllers add nobody knows the values. */
function selectorAnswer(selector: LabelSelector, labels: Labels): Answer {
  if (meets(selector, labels)) return 'yes';
  const { matchLabels = {} } = selector;
  const known = ownLabels(matchLabels);
  const isKnown = Object.keys(known).length === Object.keys(matchLabels).length;
  return !isKnown && meets({ ...selector, matchLabels: known }, labels) ? 'maybe' : 'no';
}

function blockAnswer({ cidr = '', except = [] }: NonNullable<NetworkPolicyPeer['ipBlock']>, address?: string): Answer {
  const ip = address === undefined ? undefined : parseIP(address);
  const [range] = cidrsOf(cidr);
  if (range === undefined) return 'no';
  if (ip === undefined) return range.prefixLength === 0 && except.length === 0 ? 'yes' : 'maybe';
  return cidrContains(range, ip) && !cidrsOf(...except).some((hole) => cidrContains(hole, ip)) ? 'yes' : 'no';
}
