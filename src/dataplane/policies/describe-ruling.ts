import { ownLabels } from '../../model/generated-labels';
import type { Direction } from '../../model/network-policies';
import type { Dependence } from '../../probes/observation';
import { parseIP } from '../../terms/ip';
import { describeRef } from '../../terms/object-ref';
import { labelText, listed } from '../../terms/sentence';
import { otherEnd } from './policy-engine';
import type { PolicyPod } from './policy-index';
import type { Connection, End, RuleAt, Ruling } from './ruling';

/** `spec.ingress[0] of NetworkPolicy shop/web`. */
export function describeRule(direction: Direction, { policy, index }: RuleAt): string {
  return `spec.${direction.toLowerCase()}[${index}] of NetworkPolicy ${policy.key}`;
}

/** On whom a connection depends, and what policies say of it where it is denied. */
export function describeDependence({ on, why }: Dependence, rulings: readonly Ruling[]): string {
  const denials = rulings.filter(({ by }) => by === undefined).map(describeDenial);
  return [`depends on ${on}: ${why}`, ...denials.map((denial) => `where it is denied: ${denial}`)].join('; ');
}

/** Why policies deny a connection, the rule that comes nearest to it, and what to add to it. */
export function describeDenial(ruling: Ruling): string {
  const { direction, pod, policies, connection } = ruling;
  const names = listed(
    policies.map(({ key }) => key),
    3,
  );
  const isolates = policies.length === 1 ? `NetworkPolicy ${names} isolates` : `NetworkPolicies ${names} isolate`;
  const way = direction === 'Ingress' ? 'lets in' : 'lets out to';
  const end = otherEnd(direction, connection);
  const { protocol, port } = connection;
  const denied = `${isolates} ${describePod(pod)} for ${direction.toLowerCase()}, and no rule ${way} ${describeEnd(end)} on ${protocol} port ${port}`;
  return `${denied}; ${remedy(ruling)}`;
}

function remedy({ direction, policies, connection, nearest }: Ruling): string {
  const end = otherEnd(direction, connection);
  const [side, whose] = direction === 'Ingress' ? ['from', 'client'] : ['to', 'destination'];
  const port = portText(connection);
  if (nearest === undefined) {
    const rule = `{ ${side}: [${peerText(end, policies[0]?.namespace)}], ports: [${port}] }`;
    return `add \`${direction.toLowerCase()}: [${rule}]\` to a policy that selects it`;
  }
  const where = describeRule(direction, nearest);
  if (nearest.lacks === 'port')
    return `${where} is about this ${whose}, but about other ports: add \`${port}\` to its ports`;
  const peer = `\`${peerText(end, nearest.policy.namespace)}\` to its ${side}`;
  if (nearest.lacks === 'peer') return `${where} is about this port, but about another ${whose}: add ${peer}`;
  return `${where} is about another ${whose} and other ports: add ${peer} and \`${port}\` to its ports`;
}

function describeEnd({ pod, address }: End): string {
  if (pod !== undefined) return describePod(pod);
  return address === '' ? 'a node' : address;
}

/** A Pod by what made it, which is the same for all of its kind. */
export function describePod({ key, workload }: PolicyPod): string {
  return workload === undefined || workload.kind === 'Pod' ? `Pod ${key}` : `the Pods of ${describeRef(workload)}`;
}

/** The peer of a rule that means an end. */
function peerText({ pod, address }: End, namespace: string | undefined): string {
  if (pod === undefined) return `{ ipBlock: { cidr: ${address}/${parseIP(address)?.family === 'IPv6' ? 128 : 32} } }`;
  const pods = `podSelector: { matchLabels: { ${labelText(ownLabels(pod.labels))} } }`;
  if (pod.namespace === namespace) return `{ ${pods} }`;
  return `{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: ${pod.namespace} } }, ${pods} }`;
}

function portText({ protocol, port }: Connection): string {
  return protocol === 'TCP' ? `{ port: ${port} }` : `{ protocol: ${protocol}, port: ${port} }`;
}
