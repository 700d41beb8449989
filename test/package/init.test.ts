import { execFile } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { makeApp, ROOT } from './build';

const run = promisify(execFile);

const MANIFESTS = `
apiVersion: v1
kind: Service
metadata: { name: web, annotations: {} }
spec: { selector: { app: web }, ports: [{ name: http, port: 80, targetPort: 8080 }] }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web }
spec:
  podSelector: { matchLabels: { app: web } }
  policyTypes: [Ingress]
  ingress: [{ from: [{ namespaceSelector: {} }, { ipBlock: { cidr: 0.0.0.0/0 } }], ports: [{ port: 8080 }] }]
---
apiVersion: v1
kind: Pod
metadata: { name: backend, labels: { app: web } }
spec: { containers: [{ name: web, image: web, ports: [{ containerPort: 8080 }] }] }
`;

describe('the app that the published package writes', () => {
  test.each([
    ['a new one', []],
    ['one from manifests', ['--from-yaml', 'manifests.yaml']],
  ])('passes its own tests, synthesizes, checks and verifies: %s', async (_, initFlags) => {
    const installed = ['cdk8s-plus-34', 'jest', 'ts-jest', 'ts-node', 'typescript', '@types/jest', '@types/node'];
    const home = makeApp(installed, { 'manifests.yaml': MANIFESTS });
    const cli = join(home, 'node_modules/cdk8s-net/lib/cli/main.js');
    const { NODE_OPTIONS: _options, ...env } = process.env;
    const node = (cwd: string, script: string, ...args: readonly string[]) =>
      run(process.execPath, [script, ...args], { cwd, env });
    await node(home, cli, 'init', 'app', ...initFlags);
    const app = join(home, 'app');
    symlinkSync(join(home, 'node_modules'), join(app, 'node_modules'));
    // jest's own patience is for machines that do nothing else.
    const flags = ['--colors=false', '--testTimeout=60000'];
    expect((await node(app, join(ROOT, 'node_modules/jest/bin/jest.js'), ...flags)).stderr).toMatch(
      /Tests: +\d passed/,
    );
    await node(app, join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', '.');
    await node(app, cli, 'check');
    expect((await node(app, cli, 'verify')).stdout).toContain('AS DECLARED');
  });
});
