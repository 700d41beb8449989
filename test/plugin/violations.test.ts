import { parseManifests } from '../../src/model/parse-manifests';
import { violationsOf } from '../../src/plugin/violations';
import { checkManifests } from '../../src/rules/check-manifests';

const service = (name: string, port: number, metadata = '') =>
  `apiVersion: v1\nkind: Service\nmetadata: { name: ${name}${metadata} }\nspec: { ports: [{ port: ${port} }], clusterIP: None }\n---\n`;

function violations(text: string, metadata: Parameters<typeof violationsOf>[2] = {}, options = {}) {
  const manifests = parseManifests(text, { source: 'dist/shop.k8s.yaml' });
  return violationsOf(checkManifests(manifests, options), manifests, metadata);
}

describe('the violations of a report', () => {
  test('hold together what is said in the same words', () => {
    const found = violations(service('a', 0) + service('b', 0)).filter(({ ruleName }) =>
      ruleName.endsWith('port-range'),
    );
    expect(found).toHaveLength(1);
    expect(found[0]?.violatingResources).toMatchObject([
      {
        manifestPath: 'dist/shop.k8s.yaml',
        locations: [expect.stringContaining('Service default/a spec.ports[0].port: ')],
      },
      { locations: [expect.stringContaining('Service default/b spec.ports[0].port: ')] },
    ]);
  });

  test('carry the name by which the command line finds a construct only where it finds the right one', () => {
    const nameOf = (text: string, metadata: Parameters<typeof violationsOf>[2]) =>
      violations(text, metadata)[0]?.violatingResources.map(({ resourceName }) => resourceName);
    const metadata = { web: { path: 'shop/web' } };
    expect(nameOf(service('web', 0), metadata)).toEqual(['web']);
    expect(nameOf(service('web', 0), {})).toEqual(['Service default/web']);
    const two = service('web', 0, ', namespace: a') + service('web', 0, ', namespace: b');
    expect(nameOf(two, metadata)).toEqual(['Service a/web', 'Service b/web']);
    expect(nameOf(service('constructor', 0), metadata)).toEqual(['Service default/constructor']);
  });

  test('begin with the severity, and leave out what is only worth knowing', () => {
    const acknowledge = [{ rule: 'links/selector-empty', reason: 'none' }];
    const found = violations(service('web', 80), {}, { acknowledge });
    expect(found).toMatchObject([
      {
        ruleName: 'practice/stale-acknowledgement',
        recommendation: expect.stringMatching(/^warning: /) as unknown,
        violatingResources: [{ resourceName: 'cdk8s.yaml', locations: [expect.stringMatching(/^acknowledge\[0\]: /)] }],
      },
    ]);
    const info = { 'practice/stale-acknowledgement': 'info' } as const;
    expect(violations(service('web', 80), {}, { acknowledge, severities: info })).toEqual([]);
  });
});
