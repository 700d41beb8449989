import * as fc from 'fast-check';
import { NetworkModel } from '../../src/model/network-model';
import type { Policy } from '../../src/model/network-policies';
import { policiesOf, workloadsUnder } from '../../src/model/network-policies';
import { policiesFor } from '../../src/model/policies-for';
import { deployment, policy } from './policy-manifests';

describe('policies for a workload', () => {
  it('are about the Pods that they select, but for those on the network of the host', () => {
    const model = NetworkModel.of([
      policy('all', { podSelector: {} }),
      policy('web', { podSelector: { matchLabels: { app: 'web' } } }),
      deployment('web', { app: 'web' }),
      deployment('api', { app: 'api' }),
      deployment('host', { app: 'web' }, { hostNetwork: true }),
    ]);
    const names = model.workloads.map((one) =>
      policiesFor(model, one, 'Ingress')
        .flat()
        .map(({ key }) => key),
    );
    expect(names).toEqual([['shop/all', 'shop/web'], ['shop/all'], []]);
    expect(model.workloads.flatMap((one) => policiesFor(model, one, 'Egress'))).toEqual([]);
  });

  it('are the first of all that select it and allow something else', () => {
    const key = fc.constantFrom('app', 'tier');
    const value = fc.constantFrom('a', 'b', 'c');
    const labels = fc.dictionary(key, value, { maxKeys: 2 });
    const expression = fc.oneof(
      fc.record({
        key,
        operator: fc.constantFrom('In', 'NotIn'),
        values: fc.array(value, { minLength: 1, maxLength: 2 }),
      }),
      fc.record({ key, operator: fc.constantFrom('Exists', 'DoesNotExist') }),
    );
    const podSelector = fc.record(
      { matchLabels: labels, matchExpressions: fc.array(expression, { maxLength: 2 }) },
      { requiredKeys: [] },
    );
    const ingress = fc.constantFrom([], [{}], [{ ports: [{ port: 80 }] }]);
    const spec = fc.record({ podSelector, ingress });
    fc.assert(
      fc.property(fc.array(labels, { maxLength: 5 }), fc.array(spec, { maxLength: 8 }), (pods, specs) => {
        const model = NetworkModel.of([
          ...pods.map((each, index) => deployment(`d${index}`, each)),
          ...specs.map((each, index) => policy(`p${index}`, each)),
        ]);
        for (const workload of model.workloads) {
          const all = policiesOf(model).filter((each) => workloadsUnder(model, each).includes(workload));
          const found = policiesFor(model, workload, 'Ingress').flat();
          expect(allowancesOf(found)).toEqual(allowancesOf(all));
          expect(all).toEqual(expect.arrayContaining(found));
        }
      }),
    );
  });

  it('are those that come first, where several allow the same', () => {
    const exceptFor = (value: string) => ({
      podSelector: { matchExpressions: [{ key: 'app', operator: 'NotIn', values: [value] }] },
    });
    const model = NetworkModel.of([
      policy('first', exceptFor('web')),
      policy('other', { ...exceptFor('none'), ingress: [{}] }),
      policy('second', exceptFor('api')),
      deployment('web', { app: 'web' }),
      deployment('api', { app: 'api' }),
    ]);
    const names = model.workloads.map((one) =>
      policiesFor(model, one, 'Ingress').map((list) => list.map(({ key }) => key)),
    );
    expect(names).toEqual([
      [['shop/other'], ['shop/second']],
      [['shop/first'], ['shop/other']],
    ]);
  });
});

function allowancesOf(policies: readonly Policy[]): readonly string[] {
  return [...new Set(policies.map(({ ingress }) => JSON.stringify(ingress)))].sort();
}
