import { admitsNamespace } from '../../../src/model/gateway/namespaces';
import type { AllowedNamespaces } from '../../../src/model/gateway/objects';
import { NetworkModel } from '../../../src/model/network-model';
import { parseManifests } from '../../../src/model/parse-manifests';

const model = NetworkModel.of(
  parseManifests('{apiVersion: v1, kind: Namespace, metadata: {name: shop, labels: {team: blue}}}'),
);
const expression = (operator: string, values?: readonly string[]) => ({
  matchExpressions: [{ key: 'team', operator, values }],
});

it.each<[string, boolean, unknown]>([
  ['its label', true, { matchLabels: { team: 'blue' } }],
  ['its name', true, { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } }],
  ['a key that it has', true, expression('Exists')],
  ['a value that it has not', true, expression('NotIn', ['red'])],
  ['another label', false, { matchLabels: { team: 'red' } }],
  ['nothing', false, {}],
  ['no selector', false, undefined],
  ['a key that it has, with values, which Exists does not take', false, expression('Exists', ['blue'])],
  ['a key that it has not, with values', false, expression('DoesNotExist', ['red'])],
  ['no value of a list', false, expression('NotIn', [])],
  ['an operator that there is not', false, expression('Has')],
])('a namespace that is chosen by %s is let in: %s', (_, isLetIn, selector) => {
  const allowed = { from: 'Selector', selector } as AllowedNamespaces;
  expect(admitsNamespace(model, allowed, 'edge', 'shop')).toBe(isLetIn);
});
