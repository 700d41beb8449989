import { readProperties } from '../../src/plugin/properties';
import { OptionsError } from '../../src/terms/options-error';

describe('the properties of the plugin', () => {
  test('are the options of checkManifests, and when to fail', () => {
    const properties = {
      kubernetesVersion: '1.33',
      namespace: 'shop',
      serviceClusterIPRange: ['10.0.0.0/16'],
      serviceNodePortRange: '30000-30100',
      external: ['Service/shop/payments'],
      provides: ['loadbalancer'],
      acknowledge: [{ rule: 'links/target-port-undeclared', reason: 'the image listens there' }],
      severities: { 'links/selector-matches-nothing': 'warning' },
      failOn: 'warning',
    };
    expect(readProperties(properties)).toEqual(properties);
    expect(readProperties({})).toEqual({});
    const own = { rules: ['./rules.js'], severities: { 'acme/no-node-ports': 'off' } };
    expect(readProperties(own)).toEqual(own);
  });

  test.each<[string, unknown, string]>([
    ['a property that there is not', { severity: {} }, 'severity'],
    ['a version that YAML takes for a number', { kubernetesVersion: 1.34 }, 'kubernetesVersion'],
    ['a version that is unknown', { kubernetesVersion: '2.0' }, 'kubernetesVersion'],
    ['a severity that cannot fail', { failOn: 'info' }, 'failOn'],
    ['acknowledgements that are not a list', { acknowledge: { rule: 'a/b' } }, 'acknowledge'],
    ['an acknowledgement without a reason', { acknowledge: [{ rule: 'decode/type' }] }, 'acknowledge[0].reason'],
    ['rules that are not a list of paths', { rules: './rules.js' }, 'rules'],
    ['severities that are not a mapping', { severities: ['off'] }, 'severities'],
    [
      'a severity that there is not',
      { severities: { 'links/selector-empty': 'fatal' } },
      'severities[links/selector-empty]',
    ],
    ['something that is not a mapping', ['1.34'], 'properties'],
  ])('are refused: %s', (_, properties, option) => {
    expect(() => readProperties(properties)).toThrow(OptionsError);
    expect(() => readProperties(properties)).toThrow(expect.objectContaining({ option }) as Error);
  });
});
