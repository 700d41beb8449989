import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { installPackage, synthesizeWithCli, uninstall } from './synthesize-with-cli';

/** An app with cdk8s-plus alone. Its first Service has the name of its Deployment; the second one, mistyped, no Pods. */
const APP = `
const { App, Chart } = require('cdk8s');
const { Deployment, Pods, Service, ServiceType } = require('cdk8s-plus-27');
const app = new App();
const chart = new Chart(app, 'shop');
const containers = [{ image: 'web', portNumber: 8080 }];
const web = new Deployment(chart, 'deployment', { metadata: { name: 'web' }, podMetadata: { labels: { app: 'web' } }, containers });
const type = ServiceType.NODE_PORT;
const ports = [{ port: 80, targetPort: 8080, nodePort: 80 }];
new Service(chart, 'service', { metadata: { name: 'web' }, selector: web, type, ports });
const selector = Pods.select(chart, 'pods', { labels: { app: 'wbe' } });
new Service(chart, 'api', { metadata: { name: 'api' }, selector, ports: [{ port: 80 }] });
app.synth();
`;

const config = (properties = '{}', plugin = './../cdk8s-net') => `
language: typescript
app: node main.js
validations:
  - package: ${plugin}
    version: 0.1.0
    class: NetworkValidation
    properties: ${properties}
`;

describe('cdk8s synth with the plugin', () => {
  let installed: string;
  beforeAll(() => {
    installed = installPackage();
  });
  afterAll(() => uninstall(installed));

  const run = (app: string, properties?: string, more: Readonly<Record<string, string>> = {}) =>
    synthesizeWithCli(installed, { 'main.js': app, 'cdk8s.yaml': config(properties), ...more });

  test('fails on errors and reports rule, reason, remedy and construct', async () => {
    const { exitCode, output, report } = await run(APP);
    expect(exitCode).toBe(2);
    expect(output).toContain('service/node-port-range');
    const [{ summary, violations }] = (report?.reports ?? []) as unknown as [
      NonNullable<typeof report>['reports'][number],
    ];
    expect(summary).toMatchObject({ status: 'failure', metadata: { objects: '3', errors: '2', warnings: '0' } });
    expect(violations.map(({ ruleName }) => ruleName)).toEqual([
      'service/node-port-range',
      'links/selector-matches-nothing',
    ]);
    for (const { recommendation, fix } of violations) {
      expect(recommendation).toMatch(/^error: .+/);
      expect(fix).not.toBe('');
    }
    expect(violations[1]?.violatingConstructs).toMatchObject([
      { resourceName: 'api', constructPath: 'shop/api/Resource', manifestPath: 'dist/shop.k8s.yaml' },
    ]);
  });

  test('names no construct rather than the wrong one, where several objects have one name', async () => {
    const { report } = await run(APP);
    const [construct] = report?.reports[0]?.violations[0]?.violatingConstructs ?? [];
    expect(construct?.constructPath).toBeUndefined();
    expect(construct?.resourceName).toBe('Service default/web');
    expect(construct?.locations).toEqual([expect.stringMatching(/^Service default\/web spec\.ports\[0\]\.nodePort: /)]);
  });

  test('takes the options of checkManifests as properties', async () => {
    const { exitCode, report } = await run(
      APP,
      "{ serviceNodePortRange: 1-100, external: ['Pod/default?app=wbe'], failOn: warning }",
    );
    expect([exitCode, report?.reports[0]?.violations]).toEqual([0, []]);
  });

  test('says which property there is not', async () => {
    const { exitCode, output, report } = await run(APP, '{ kubernetesversion: 1.34 }');
    expect([exitCode, report]).toEqual([1, undefined]);
    expect(output).toContain('did you mean kubernetesVersion?');
  });

  test('applies rules of modules that stand beside the app', async () => {
    const rules = `
      const { defineRule } = require('../cdk8s-net/lib/rules');
      const words = { summary: 'No Service.', why: 'We have none.', fix: 'Leave it out.' };
      const rule = { id: 'acme/no-service', severity: 'error', kinds: ['Service'], ...words, passing: [], failing: [] };
      module.exports = [defineRule({ ...rule, check: (service) => [service.at('spec').forbidden('no')] })];
    `;
    const properties = "{ rules: [./rules.js], severities: { links/selector-matches-nothing: 'off' } }";
    const { exitCode, report } = await run(APP.replace('nodePort: 80', 'nodePort: 30080'), properties, {
      'rules.js': rules,
    });
    const [{ violations }] = (report?.reports ?? []) as unknown as [NonNullable<typeof report>['reports'][number]];
    expect([exitCode, violations.map(({ ruleName }) => ruleName)]).toEqual([2, ['acme/no-service']]);
  });

  test('is found by the name of the package where cdk8s-cli installs plugins', async () => {
    const place = join(installed, 'plugins/cdk8s-net/0.1.0/node_modules/cdk8s-net');
    cpSync(join(installed, 'cdk8s-net'), place, { recursive: true });
    const files = { 'main.js': APP, 'cdk8s.yaml': config('{}', 'cdk8s-net') };
    const { exitCode, report } = await synthesizeWithCli(installed, files);
    expect([exitCode, report?.reports[0]?.summary]).toMatchObject([2, { plugin: 'cdk8s-net', version: '0.1.0' }]);
  });

  test('tells the example of a plain app from one that its controller would not see', async () => {
    const example = (file: string) => readFileSync(join(__dirname, '../../examples/plain', file), 'utf8');
    const synthesize = (main: string) =>
      synthesizeWithCli(installed, {
        'main.ts': main,
        'tsconfig.json': '{ "compilerOptions": { "module": "commonjs" } }',
        'cdk8s.yaml': example('cdk8s.yaml').replace('./../..', './../cdk8s-net'),
      });
    const right = await synthesize(example('main.ts'));
    expect([right.exitCode, right.report?.reports[0]?.violations]).toEqual([0, []]);
    const wrong = await synthesize(example('main.ts').replace("className: 'nginx',", "className: 'ngnix',"));
    expect([wrong.exitCode, wrong.report?.reports[0]?.violations]).toMatchObject([
      2,
      [{ ruleName: 'links/ingress-class-unknown' }],
    ]);
  });
});
