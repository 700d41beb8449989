import { NetworkModel } from '../../src/model/network-model';
import { meets, policiesOf, portsAllow, selectPods } from '../../src/model/network-policies';
import { deployment, policy } from './policy-manifests';

describe('network policies', () => {
  it('close the way in, and the way out if they have egress rules or say so', () => {
    const model = NetworkModel.of([
      policy('in', {}),
      policy('both', { egress: [{}] }),
      policy('out', { policyTypes: ['Egress'] }),
    ]);
    expect(policiesOf(model).map(({ directions }) => [...directions])).toEqual([
      ['Ingress'],
      ['Ingress', 'Egress'],
      ['Egress'],
    ]);
  });

  it.each([
    ['In', ['web', 'api'], ['web', 'api']],
    ['NotIn', ['web'], ['api', 'none']],
    ['Exists', undefined, ['web', 'api']],
    ['DoesNotExist', undefined, ['none']],
  ] as const)('select by expressions: %s %p', (operator, values, expected) => {
    const model = NetworkModel.of([
      deployment('web', { app: 'web' }),
      deployment('api', { app: 'api' }),
      deployment('none', {}),
    ]);
    const selector = { matchExpressions: [{ key: 'app', operator, ...(values === undefined ? {} : { values }) }] };
    expect(selectPods(model, 'shop', selector).map(({ ref }) => ref.name)).toEqual(expected);
    expect(meets(selector, { app: 'web' })).toBe((expected as readonly string[]).includes('web'));
  });

  it.each([
    [[], true],
    [[{}], true],
    [[{ port: 8080 }], true],
    [[{ port: 80 }], false],
    [[{ port: 8000, endPort: 8080 }], true],
    [[{ port: 8000, endPort: 8079 }], false],
    [[{ port: 'http' }], true],
    [[{ port: 'metrics' }], false],
    [[{ port: 8080, protocol: 'UDP' }], false],
    [[{ protocol: 'UDP' }], false],
    [[{ port: 80 }, { port: 8080 }], true],
  ] as const)('let port 8080 through with %j: %p', (ports, expected) => {
    const model = NetworkModel.of([deployment('web', { app: 'web' })]);
    expect(portsAllow({ peers: [], ports: ports as never }, 8080, 'TCP', model.workloads[0])).toBe(expected);
  });
});
