import { defaultIngressSpec } from '../../../src/model/defaults/ingress-defaults';
import type { IngressSpec } from '../../../src/model/objects';
import { sameJson, storedSpecs } from '../../fixtures/api/stored';

describe('defaultIngressSpec', () => {
  it('is what a real API server stored', () => {
    const differing = storedSpecs('Ingress').filter(({ spec, defaulted }) => {
      // The server writes a missing group of a resource as null.
      const stored = JSON.parse(JSON.stringify(defaulted).replaceAll('"apiGroup":null,', '')) as unknown;
      return !sameJson(defaultIngressSpec(spec), stored);
    });
    expect(differing.map(({ id }) => id)).toEqual([]);
  });

  it('leaves out what means nothing, and keeps what validation is to refuse', () => {
    const spec = {
      ingressClassName: '',
      tls: [],
      rules: [{ host: '', http: { paths: [{ path: '', pathType: '' }] } }],
    };
    expect(defaultIngressSpec(spec as unknown as IngressSpec)).toEqual({
      ingressClassName: '',
      rules: [{ http: { paths: [{ pathType: '' }] } }],
    });
  });
});
