import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdk8s';
import { DeclaredIntents } from '../../src/constructs/declared-intents';
import { Diagnostics } from '../../src/constructs/diagnostics';
import { appFiles } from '../../src/init/app-files';
import '../../src/vitest';
import { runCli, withFiles } from '../cli/run-cli';
import { loadApp } from './load-app';

const files = appFiles('1.2.3');

describe('the app to start from', () => {
  const { Network } = loadApp(files, withFiles(files));
  const app = new App({ outdir: withFiles({}) });
  const chart = new Network(app, 'network');

  test('is what it says was reviewed, and has no fault', () => {
    expect(chart).toMatchManifests(files['test/expected.yaml'] ?? '');
    expect(app).toHaveNoFindings();
  });

  test('reaches what it says', async () => {
    await expect(app).toReach('outside', 'http://shop.example.com/');
    await expect(app).toReach('deployment/frontend', 'http://api/');
  });

  test('has intents that are proven', async () => {
    Diagnostics.install(app);
    DeclaredIntents.of(app);
    app.synth();
    const { exitCode, stdout } = await runCli('verify', app.outdir, join(app.outdir, 'connectivity.intents'));
    expect([exitCode, stdout]).toEqual([0, expect.stringContaining('Intents network/paths')]);
  });

  test('depends on this version, and on what this package is tested with', () => {
    const { dependencies, devDependencies } = JSON.parse(files['package.json'] ?? '') as Record<
      string,
      Record<string, string>
    >;
    expect(dependencies?.['cdk8s-net']).toBe('^1.2.3');
    const { devDependencies: own } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as {
      readonly devDependencies: Readonly<Record<string, string>>;
    };
    const tested = Object.entries({ ...dependencies, ...devDependencies }).filter(([name]) => name !== 'cdk8s-net');
    expect(Object.fromEntries(tested)).toEqual(Object.fromEntries(tested.map(([name]) => [name, own[name]])));
  });

  test('has the files that npm does not publish under their own names', () => {
    expect(Object.keys(files)).toEqual(expect.arrayContaining(['.gitignore', '.github/workflows/network.yml']));
  });
});

describe('init', () => {
  test('writes the app, and overwrites nothing', async () => {
    const folder = join(withFiles({ 'app/main.ts': '' }), 'app');
    const { exitCode, stderr } = await runCli('init', folder);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('has main.ts already')]);
    const other = join(withFiles({}), 'other');
    expect(await runCli('init', other)).toMatchObject({ exitCode: 0, stderr: '' });
    expect((await runCli('init', other)).exitCode).toBe(2);
  });

  test('takes manifests over, and says what is left', async () => {
    const web = 'kind: Service\napiVersion: v1\nmetadata: {name: web}\nspec: {selector: {a: b}, ports: [{port: 80}]}\n';
    const bad =
      'kind: Service\napiVersion: v1\nmetadata: {name: bad}\nspec: {ports: [{port: 70000, targetPort: 80}]}\n';
    const folder = withFiles({ 'web.yaml': `${web}---\n${bad}` });
    const { exitCode, stdout } = await runCli('init', join(folder, 'app'), '--from-yaml', join(folder, 'web.yaml'));
    expect(exitCode).toBe(0);
    expect(stdout).toContain(
      'network.ts declares 1 object by constructs; the rest, 1 object, is in manifests/others.yaml',
    );
    expect(stdout).toContain('until this is corrected: Service default/bad: spec.ports[0].port');
  });
});
