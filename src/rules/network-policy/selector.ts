import { checkLabelSelector } from '../metadata/label-selector';
import { defineRule } from '../rule';
import { networkPolicy, peersOf } from './policy-shape';

export const policySelector = defineRule({
  id: 'network-policy/selector',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['NetworkPolicy'],
  summary: 'The selectors of a NetworkPolicy ask for labels that a Pod or a Namespace can have.',
  why: 'kube-apiserver refuses others (ValidateLabelSelector in apimachinery/pkg/apis/meta/v1/validation).',
  fix: 'Write labels as Kubernetes has them; the operators are In and NotIn, with values, and Exists and DoesNotExist, without.',
  passing: [
    {
      title: 'An expression',
      manifests: networkPolicy(
        'ingress: [{ from: [{ podSelector: { matchExpressions: [{ key: app, operator: In, values: [web] }] } }] }]',
      ),
    },
  ],
  failing: [
    {
      title: 'No values',
      manifests: networkPolicy(
        'ingress: [{ from: [{ podSelector: { matchExpressions: [{ key: app, operator: In }] } }] }]',
      ),
      path: 'spec.ingress[0].from[0].podSelector.matchExpressions[0].values',
      kind: 'Required',
    },
    {
      title: 'A value that no label has',
      manifests: networkPolicy('egress: [{ to: [{ namespaceSelector: { matchLabels: { team: the blue one } } }] }]'),
      path: 'spec.egress[0].to[0].namespaceSelector.matchLabels',
      kind: 'Invalid',
    },
  ],
  *check(object, { minor }) {
    yield* checkLabelSelector(object.at('spec', 'podSelector'), minor);
    for (const peer of peersOf(object)) {
      yield* checkLabelSelector(peer.at('podSelector'), minor);
      yield* checkLabelSelector(peer.at('namespaceSelector'), minor);
    }
  },
});
