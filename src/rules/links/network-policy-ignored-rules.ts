import { selectsPod } from '../../model/network-policies';
import { defineRule } from '../rule';
import { deployment, networkPolicy, stream } from './examples';
import { policyAt } from './facts/policy-at';

const WEB = deployment('web', '{ app: web }');

export const networkPolicyIgnoredRules = defineRule({
  id: 'links/network-policy-ignored-rules',
  source: 'links',
  stage: 'deployed',
  severity: 'warning',
  kinds: ['NetworkPolicy'],
  summary:
    'A NetworkPolicy has rules only for the directions in its policyTypes, and each rule says both who and which ports.',
  why: 'Rules of a direction that policyTypes does not name are ignored. Of two items in a list of rules one is enough, so that an item with ports alone opens these ports to everybody.',
  fix: 'Add the direction to policyTypes; write peers and ports into one item.',
  passing: [
    {
      title: 'Peers and ports in one item',
      manifests: stream(
        WEB,
        networkPolicy('web', 'podSelector: {}\ningress: [{ from: [{ podSelector: {} }], ports: [{ port: 8080 }] }]'),
      ),
    },
  ],
  failing: [
    {
      title: 'Egress rules of a policy for Ingress',
      manifests: stream(
        WEB,
        networkPolicy('web', 'podSelector: {}\npolicyTypes: [Ingress]\negress: [{ to: [{ podSelector: {} }] }]'),
      ),
      path: 'spec.egress',
      kind: 'Ignored',
    },
    {
      title: 'A dash before ports',
      manifests: stream(
        WEB,
        networkPolicy(
          'web',
          'podSelector: {}\ningress: [{ from: [{ podSelector: {} }] }, { ports: [{ port: 8080 }] }]',
        ),
      ),
      path: 'spec.ingress[1]',
      kind: 'Invalid',
    },
  ],
  *check(object, context) {
    const policy = policyAt(object, context);
    if (policy === undefined) return;
    for (const direction of ['Ingress', 'Egress'] as const) {
      const field = direction === 'Ingress' ? 'ingress' : 'egress';
      const rules = policy[field];
      const at = object.at('spec', field);
      if (rules.length === 0) continue;
      if (!policy.directions.has(direction)) {
        const fix = `Add ${direction} to policyTypes, or remove ${field}.`;
        yield at.ignored(`policyTypes does not name ${direction}, so that these rules are ignored`, { fix });
        continue;
      }
      const [first, second] = rules;
      if (rules.length !== 2 || first === undefined || second === undefined) continue;
      const isSplit = first.peers.length > 0 && first.ports.length === 0 && second.peers.length === 0;
      if (!isSplit || second.ports.length === 0) continue;
      const peers = direction === 'Ingress' ? 'from' : 'to';
      yield at.key(1).invalid(`a rule with ports alone opens them to everybody, whatever ${field}[0] says`, {
        // Of Pods that the input does not make nobody can say what listens there.
        ...(selectsPod(context.model, policy.namespace, policy.source.spec.podSelector ?? {})
          ? {}
          : { severity: 'info' as const }),
        fix: `Write ${peers} and ports into one item: remove the dash before ports.`,
      });
    }
  },
});
