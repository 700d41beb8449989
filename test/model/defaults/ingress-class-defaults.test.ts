import { defaultIngressClassSpec } from '../../../src/model/defaults/ingress-class-defaults';

describe('defaultIngressClassSpec', () => {
  it.each([
    ['none', { controller: 'example.com/c' }, { controller: 'example.com/c' }],
    [
      'cluster-scoped',
      { parameters: { kind: 'K', name: 'n' } },
      { parameters: { scope: 'Cluster', kind: 'K', name: 'n' } },
    ],
    ['as they say', { parameters: { scope: 'Namespace' } }, { parameters: { scope: 'Namespace' } }],
    ['as they say, even nonsense', { parameters: { scope: '' } }, { parameters: { scope: '' } }],
  ])('parameters: %s', (_, spec, defaulted) => expect(defaultIngressClassSpec(spec)).toEqual(defaulted));
});
