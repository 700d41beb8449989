import { join } from 'node:path';
import { runCli, withFiles } from './run-cli';

const SHOP = `
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{name: http, port: 80, targetPort: 8080}]}
---
apiVersion: v1
kind: Pod
metadata: {name: backend, labels: {app: web}}
spec: {containers: [{name: app, image: app, ports: [{containerPort: 8080}]}]}
`;

const verify = (intents: string, ...flags: readonly string[]) => {
  const folder = withFiles({
    'shop.yaml': SHOP,
    'intents.yaml': intents,
    'cdk8s-net.config.yaml': 'intents: [intents.yaml]',
  });
  return runCli(
    'verify',
    join(folder, 'shop.yaml'),
    ...flags.map((flag) => flag.replace('FILE', join(folder, 'intents.yaml'))),
  );
};
const intents = (expect: string, to: string) => `intents: [{expect: ${expect}, from: pod/backend, to: ${to}}]`;

describe('verify --intents', () => {
  test('proves what a file declares', async () => {
    const { exitCode, stdout } = await verify(
      intents('allow', 'service/web:http'),
      '--full',
      '--no-config',
      '--intents',
      'FILE',
    );
    expect([exitCode, stdout]).toEqual([0, expect.stringMatching(/Intents .*intents\.yaml\n +allow web:80/)]);
    expect((await verify(intents('deny', 'service/web'), '--no-config', '--intents', 'FILE')).exitCode).toBe(1);
  });

  test('has the files of the configuration as well', async () => {
    expect((await verify(intents('deny', 'service/web'))).exitCode).toBe(1);
  });

  test.each([
    [
      'a port that the Service has not',
      intents('allow', 'service/web:htpp'),
      'port htpp of Service default/web, whose ports are http (80)',
    ],
    [
      'a Service that is not there',
      intents('allow', 'service/wbe'),
      'Service default/wbe, which is not in the manifests',
    ],
    ['something that cannot be meant', intents('allow', 'web'), 'names nothing to connect to'],
  ])('refuses %s in one line', async (_, text, message) => {
    const { exitCode, stderr } = await verify(text);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(message)]);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});
