import type { Cursor } from '../cursor';

/** The ports of all rules of a NetworkPolicy, those of `ingress` first. */
export function portsOf(policy: Cursor): readonly Cursor[] {
  return [...rulesOf(policy, 'ingress'), ...rulesOf(policy, 'egress')].flatMap((rule) => rule.at('ports').items());
}

/** The peers of all rules of a NetworkPolicy, those of `ingress` first. */
export function peersOf(policy: Cursor): readonly Cursor[] {
  return peerListsOf(policy).flat();
}

/** The peers of each rule of a NetworkPolicy, those of `ingress` first. */
export function peerListsOf(policy: Cursor): readonly (readonly Cursor[])[] {
  return [
    ...rulesOf(policy, 'ingress').map((rule) => rule.at('from').items()),
    ...rulesOf(policy, 'egress').map((rule) => rule.at('to').items()),
  ];
}

/** The IP blocks of all peers of a NetworkPolicy, those of `ingress` first. */
export function ipBlocksOf(policy: Cursor): readonly Cursor[] {
  return peersOf(policy)
    .map((peer) => peer.at('ipBlock'))
    .filter((block) => block.present);
}

/** A NetworkPolicy with this spec, as lines of YAML, for examples. */
export function networkPolicy(spec: string): string {
  const lines = spec.replace(/^/gm, '  ');
  return `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: web\nspec:\n  podSelector: {}\n${lines}\n`;
}

function rulesOf(policy: Cursor, direction: 'ingress' | 'egress'): readonly Cursor[] {
  return policy.at('spec', direction).items();
}
