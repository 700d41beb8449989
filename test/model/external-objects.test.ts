import { ExternalObjects } from '../../src/model/external-objects';
import { checkManifests } from '../../src/rules/check-manifests';
import { OptionsError } from '../../src/terms/options-error';

describe('external objects', () => {
  const external = new ExternalObjects([
    'Service/shop/payments',
    'IngressClass/nginx',
    'Pod/shop?app=web,app.kubernetes.io/part-of=shop',
  ]);

  it('exist under kind, namespace and name', () => {
    expect(external.has('Service', 'shop', 'payments')).toBe(true);
    expect(external.has('Service', 'other', 'payments')).toBe(false);
    expect(external.has('IngressClass', undefined, 'nginx')).toBe(true);
    expect(external.hasAny('IngressClass')).toBe(true);
    expect(external.hasAny('Secret')).toBe(false);
  });

  it('are Pods by their labels', () => {
    expect(external.selects('shop', { app: 'web' })).toBe(true);
    expect(external.selects('shop', { app: 'web', 'app.kubernetes.io/part-of': 'shop' })).toBe(true);
    expect(external.selects('shop', { app: 'web', tier: 'x' })).toBe(false);
    expect(external.selects('other', { app: 'web' })).toBe(false);
  });

  it.each([
    'payments',
    'Service/payments',
    'IngressClass/shop/nginx',
    'Service/shop/payments/80',
    'Service/shop?app=web',
    'Pod/shop?app',
    '',
  ])('cannot be %p', (entry) => {
    expect(() => checkManifests([], { external: [entry] })).toThrow(OptionsError);
    expect(() => checkManifests([], { external: [entry] })).toThrow(/external\[0\]/);
  });

  it('are a list', () => {
    expect(() => checkManifests([], { external: 'Service/shop/payments' as never })).toThrow(OptionsError);
    expect(() => checkManifests([], { provides: ['everything'] as never })).toThrow(OptionsError);
  });
});
