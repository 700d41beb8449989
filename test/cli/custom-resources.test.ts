import { join } from 'node:path';
import { gatewayApi, widget } from '../../src/rules/custom-resource/examples';
import { runCli, withFiles } from './run-cli';

const [CRD = '', OBJECT = ''] = widget(
  '{ type: object, properties: { size: { type: integer } } }',
  '{ size: x }',
).split('---\n');
const FILES = {
  'crds/widgets.yaml': CRD,
  'crds/README.md': '# Definitions\n',
  'widget.yaml': OBJECT,
  'route.yaml': gatewayApi('HTTPRoute', '{ useDefaultGateways: All }', 'name: a'),
  'none/service.yaml': 'apiVersion: v1\nkind: Service\nmetadata: { name: a }\nspec: { clusterIP: None }\n',
};

/** `check` of a file, with flags in which paths are those of the folder. */
async function check(file: string, ...flags: readonly string[]) {
  const folder = withFiles(FILES);
  const given = flags.map((flag) => (/^(crds|none)/.test(flag) ? join(folder, flag) : flag));
  const { exitCode, stdout, stderr } = await runCli('check', join(folder, file), '--format', 'json', ...given);
  const { diagnostics } = (exitCode === 2 ? { diagnostics: [] } : JSON.parse(stdout)) as {
    diagnostics: readonly { readonly rule: string; readonly severity: string }[];
  };
  return { exitCode, stderr, found: diagnostics.map(({ rule, severity }) => `${severity} ${rule}`) };
}

describe('--crds', () => {
  test('judges custom resources by the definitions of a folder, or of a file', async () => {
    expect((await check('widget.yaml')).found).toEqual([]);
    for (const path of ['crds', 'crds/widgets.yaml']) {
      const { exitCode, found } = await check('widget.yaml', '--crds', path);
      expect([exitCode, found]).toEqual([1, ['error custom-resource/schema']]);
    }
  });

  test('refuses a path without definitions', async () => {
    const { exitCode, stderr } = await check('widget.yaml', '--crds', 'none');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('did not find a CustomResourceDefinition');
  });
});

describe('--gateway-api and --gateway-channel', () => {
  test('say which CRDs the cluster has', async () => {
    expect((await check('route.yaml')).found).toContain('warning custom-resource/bundle');
    expect((await check('route.yaml', '--gateway-api', '1.7')).found).toContain('error decode/unknown-field');
    const { exitCode } = await check('route.yaml', '--gateway-channel', 'experimental');
    expect(exitCode).toBe(0);
  });

  test('refuse a version that is not known', async () => {
    const { exitCode, stderr } = await check('route.yaml', '--gateway-api', '1.2');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('--gateway-api 1.2');
  });
});
