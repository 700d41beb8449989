import { defineRule } from '../rule';
import { routeAt, rulesAt } from './facts/gateway-at';
import { httpRoute } from './gateway-examples';

export const gatewayWeights = defineRule({
  id: 'links/gateway-weights',
  source: 'links',
  stage: 'deployed',
  severity: 'warning',
  kinds: ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'],
  field: 'spec.rules',
  summary: 'Of the backends of a rule at least one has a weight above zero.',
  why: 'Weights are shares of their sum. When all are zero nobody is left to answer: HTTP requests get 500.',
  fix: 'Give a backend a weight, or leave the weights out: the default is 1.',
  passing: [
    {
      title: 'One of two',
      manifests: httpRoute('rules: [{ backendRefs: [{ name: a, port: 80, weight: 0 }, { name: b, port: 80 }] }]'),
    },
  ],
  failing: [
    {
      title: 'All are zero',
      manifests: httpRoute(
        'rules: [{ backendRefs: [{ name: a, port: 80, weight: 0 }, { name: b, port: 80, weight: 0 }] }]',
      ),
      path: 'spec.rules[0].backendRefs',
      kind: 'Invalid',
    },
  ],
  *check(object, context) {
    for (const rule of rulesAt(object)) {
      const backends = rule.at('backendRefs');
      const weights = backends.items().map((place) => place.at('weight').value);
      if (weights.length > 0 && weights.every((weight) => weight === 0) && routeAt(context) !== undefined) {
        yield { kind: 'Invalid', path: backends.path, detail: 'all weights are 0: no backend gets a request' };
      }
    }
  },
});
