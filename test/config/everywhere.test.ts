import { join } from 'node:path';
import { ApiObject, App, Chart } from 'cdk8s';
import { ClusterIPService, ConfigError, Diagnostics, NetworkValidation } from '../../src';
import '../../src/vitest';
import { parseManifests } from '../../src/model/parse-manifests';
import { withFiles } from '../cli/run-cli';

const RULE = 'links/selector-matches-nothing';
const before = process.cwd();
afterEach(() => process.chdir(before));

/** Works in a repository that has this configuration. */
function configure(config: object): void {
  process.chdir(withFiles({ '.git/HEAD': '', 'cdk8s-net.config.json': JSON.stringify(config) }));
}

function app(): App {
  const root = new App();
  const ports = [{ port: 80 }] as const;
  new ClusterIPService(new Chart(root, 'shop'), 'web', { metadata: { name: 'web' }, selector: { app: 'web' }, ports });
  return root;
}

const UNDECLARED = 'links/target-port-undeclared';
const MANIFEST = `
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{port: 80, targetPort: 8081}]}
---
apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
spec: {containers: [{name: app, image: app, ports: [{containerPort: 8080}]}]}
`;

describe('the configuration around the working directory holds', () => {
  const rules = (root: App, options?: object) => Diagnostics.of(root, options).map(({ rule }) => rule);

  test('for constructs, whose own options add to its lists', () => {
    expect(rules(app())).toContain(RULE);
    configure({ external: ['Pod/default?app=web'] });
    expect(rules(app())).toEqual([]);
    const root = app();
    Diagnostics.install(root, { external: ['Service/default/other'] });
    expect(rules(root)).toEqual([]);
    configure({ severities: { [RULE]: 'error' } });
    expect(() => app().synth()).toThrow(RULE);
    expect(rules(app(), { severities: { [RULE]: 'off' } })).toEqual([]);
  });

  test('when constructs are made, with the errors that it has', () => {
    configure({ serviceNodePortRange: '40000-40100', namespace: 'shop' });
    expect(Diagnostics.of(app())).toContainEqual(
      expect.objectContaining({ object: expect.objectContaining({ namespace: 'shop' }) as object }),
    );
    configure({ namespace: 'Shop' });
    expect(app).toThrow(ConfigError);
  });

  test('for the matchers', async () => {
    const manifests = parseManifests(MANIFEST);
    expect(manifests).not.toHaveNoFindings();
    configure({ severities: { [UNDECLARED]: 'off' } });
    expect(manifests).toHaveNoFindings();
    expect(app()).toHaveNoFindings();
    configure({ serviceNodePortRange: '40000-40100' });
    const root = new App();
    const chart = new Chart(root, 'shop');
    const spec = { type: 'NodePort', selector: { app: 'web' }, ports: [{ port: 80, nodePort: 40001, targetPort: 80 }] };
    new ApiObject(chart, 'web', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec });
    const pod = { containers: [{ name: 'web', image: 'web', ports: [{ containerPort: 80 }] }] };
    new ApiObject(chart, 'pod', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'web', labels: { app: 'web' } },
      spec: pod,
    });
    await expect(root).toReach('outside', 'http://${nodeIP:worker}:40001/');
  });

  test('for the plugin, whose properties win', async () => {
    configure({ failOn: 'warning', severities: { 'links/selector-empty': 'off' } });
    const status = async (properties: object) => {
      const file = join(withFiles({ 'web.yaml': MANIFEST }), 'web.yaml');
      const submit = vi.fn();
      const report = { addViolation: () => {}, submit };
      await new NetworkValidation(properties).validate({ manifests: [file], report });
      return submit.mock.calls.map(([result]: unknown[]) => result);
    };
    expect(await status({})).toEqual(['failure']);
    expect(await status({ failOn: 'error' })).toEqual(['success']);
    expect(await status({ severities: { [UNDECLARED]: 'off' } })).toEqual(['success']);
  });
});
