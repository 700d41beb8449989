import type { Connection } from './connections';
import type { PolicyReader, Reading } from './reading';

/** An intent that no policy can hold, or not to the letter. */
export interface Shortfall {
  readonly connection: Connection;
  readonly problem: string;
  readonly remedy: string;
}

/** Why policies do not do what an intent says; undefined if they do. */
export function shortfallOf(connection: Connection, reader: PolicyReader): Shortfall | undefined {
  const reading = reader.read(connection);
  const { egress, ingress } = reading;
  const isAllow = connection.intent.expect === 'allow';
  const holds = isAllow ? egress === 'yes' && ingress === 'yes' : egress === 'no' || ingress === 'no';
  const words = isAllow ? whyNotOpen(connection, reader, reading, holds) : holds ? undefined : whyNotClosed(connection);
  return words === undefined ? undefined : { connection, problem: words[0], remedy: words[1] };
}

type Words = readonly [problem: string, remedy: string];

function whyNotOpen(
  { from, to }: Connection,
  reader: PolicyReader,
  { egress, ingress }: Reading,
  holds: boolean,
): Words | undefined {
  if (holds) {
    const isWider = to.kind === 'name' && from.kind === 'pods' && reader.closes(from.workload, 'Egress');
    return isWider ? [`${NAMES}: port ${to.port} is open to every address`, BLOCK] : undefined;
  }
  if (from.kind === 'controller') {
    return [
      'nobody says which Pods the Ingress controller has, and the Pods behind it are closed to it',
      "name them: toNetworkPolicies({ ingressControllers: [{ podSelector: {}, namespaceSelector: 'ingress-nginx' }] })",
    ];
  }
  if (from.kind === 'outside' && to.kind === 'pods' && !to.exposed) {
    return ['the Service has no address outside the cluster', 'make it a NodePortService or a LoadBalancerService'];
  }
  if ((egress !== 'yes' && isOnHost(from)) || (ingress !== 'yes' && isOnHost(to))) return [HOSTS, SELECTOR];
  if (from.kind === 'node' || isOnHost(from)) return [NODES, BLOCK];
  return ['the Pods have no labels or no address of their own that a policy could name', BLOCK];
}

function whyNotClosed({ from, to }: Connection): Words {
  if (to.kind === 'name') return [NAMES, 'close the Pods by a NetworkPolicy with egress, which allows what they need'];
  if (from.kind === 'node' || isOnHost(from)) return [`${NODES}, and its own node always reaches a Pod`, ELSEWHERE];
  if (isOnHost(to)) {
    return ['policies do not apply to Pods on the network of their host', ELSEWHERE];
  }
  if (from.kind === 'pods' && to.kind === 'pods' && from.workload === to.workload) {
    return ['a Pod cannot be closed to itself', 'leave the intent out: other Pods of the same labels are closed'];
  }
  const who = from.kind === 'pods' ? 'those Pods' : from.kind === 'controller' ? 'the same controller' : 'everybody';
  return [`port ${to.port} is open to ${who}, or to some that no policy can tell from them`, APART];
}

function isOnHost(end: Connection['from'] | Connection['to']): boolean {
  return end.kind === 'pods' && end.workload.spec.hostNetwork === true;
}

const NAMES = 'a policy knows addresses, not names';
const NODES = 'a policy cannot name a node, nor a Pod on its network';
const HOSTS =
  'whether policies apply to Pods on the network of their host is left to the network plugin, and one closes these';
const SELECTOR = 'give that policy a podSelector that leaves them out';
const BLOCK = 'write a NetworkPolicy with an ipBlock of the addresses';
const ELSEWHERE = 'keep them apart by other means, such as a firewall of the node';
const APART = 'give the Pods labels of their own, or other ports, so that policies can tell them apart';
