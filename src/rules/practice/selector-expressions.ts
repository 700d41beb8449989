import { isObject } from '../../terms/json';
import { service } from '../example';
import { defineRule } from '../rule';

export const selectorExpressions = defineRule({
  id: 'practice/selector-expressions',
  source: 'practice',
  // Kubernetes has no Service that carries one: only what is still to be decoded, or a construct, shows it.
  stage: 'decode',
  severity: 'warning',
  kinds: ['Service'],
  field: 'spec.selector',
  facts: 'decoding',
  summary: 'The selector of a Service says with labels alone whom it selects.',
  why: 'ServiceSpec.selector is a map of labels, and Pods are selected that have all of them. Workloads and NetworkPolicies have a LabelSelector, with matchLabels and matchExpressions, which a Service cannot have. cdk8s-plus takes one all the same and drops its matchExpressions, so that more Pods are selected than were meant; without any label that is left, none are.',
  fix: 'Select by labels; give the Pods one that only they have.',
  passing: [{ title: 'Labels', manifests: service('selector: { app: web }\nports: [{ port: 80 }]') }],
  failing: [
    {
      title: 'The selector of a Deployment',
      manifests: service('selector: { matchLabels: { app: web } }\nports: [{ port: 80 }]'),
      path: 'spec.selector.matchLabels',
      kind: 'TypeInvalid',
    },
    {
      title: 'Expressions',
      manifests: service(
        'selector: { matchExpressions: [{ key: tier, operator: In, values: [front, edge] }] }\nports: [{ port: 80 }]',
      ),
      path: 'spec.selector.matchExpressions',
      kind: 'TypeInvalid',
    },
  ],
  *check(object) {
    const selector = object.at('spec', 'selector');
    const labels = selector.at('matchLabels');
    if (isObject(labels.value)) {
      const pairs = Object.entries(labels.value).map(([key, value]) => `${key}: ${wordOf(value)}`);
      yield labels.typeInvalid('a Service has no matchLabels: its labels stand in the selector itself', {
        fix: `Write selector: { ${pairs.join(', ')} }.`,
      });
    }
    const expressions = selector.at('matchExpressions');
    if (!Array.isArray(expressions.value)) return;
    yield expressions.typeInvalid(`a Service cannot select by ${expressions.value.map(expressionOf).join(' and ')}`);
  },
});

/** `tier in (front, edge)`, as kubectl writes it. */
function expressionOf(expression: unknown): string {
  const { key, operator, values } = isObject(expression) ? expression : {};
  if (typeof key !== 'string' || typeof operator !== 'string') return JSON.stringify(expression);
  const list = Array.isArray(values) && values.length > 0 ? ` (${values.map(wordOf).join(', ')})` : '';
  return `${key} ${operator}${list}`;
}

function wordOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
