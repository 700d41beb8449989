import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { verify } from '../../src/conformance/verify';
import { parseIntents } from '../../src/model/intents';
import { parseManifests } from '../../src/model/parse-manifests';
import { checkManifests } from '../../src/rules/check-manifests';
import { EmbeddedTarget } from '../../src/targets/embedded/embedded-target';
import { runAgain } from '../run-module';

const root = resolve(__dirname, '../../examples');
const names = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

describe.each(names)('the example %s', (name) => {
  const outdir = mkdtempSync(join(tmpdir(), 'example-'));
  const expected = readFileSync(join(root, name, 'expected.yaml'), 'utf8');

  beforeAll(async () => {
    const before = process.env.CDK8S_OUTDIR;
    process.env.CDK8S_OUTDIR = outdir;
    try {
      await runAgain(join(root, name, 'main.ts'));
    } finally {
      if (before === undefined) delete process.env.CDK8S_OUTDIR;
      else process.env.CDK8S_OUTDIR = before;
    }
  });

  test('synthesizes what stands beside it', () => {
    const text = readFileSync(join(outdir, `${name}.k8s.yaml`), 'utf8');
    expect(parseManifests(text)).toEqual(parseManifests(expected));
    expect(text).toBe(expected);
  });

  test('has no error and no warning', () => {
    const found = checkManifests(parseManifests(expected)).filter(({ severity }) => severity !== 'info');
    expect(found).toEqual([]);
  });

  test('says in its README what it is', () => {
    expect(readFileSync(join(root, name, 'README.md'), 'utf8')).toMatch(/^# .+\n\n/);
  });

  if (name === 'full') {
    test('declares what is to be reachable and what is not', () => {
      const intents = parseIntents(readFileSync(join(outdir, 'connectivity.intents'), 'utf8'));
      expect(new Set(intents.map((intent) => intent.expect))).toEqual(new Set(['allow', 'deny']));
    });
  }
});

test('the Gateway of ten lines is served as it was declared', async () => {
  const manifests = parseManifests(readFileSync(join(root, 'gateway/expected.yaml'), 'utf8'));
  const { probes } = await verify({ target: new EmbeddedTarget(), manifests });
  expect(probes.filter(({ result }) => result !== 'passed')).toEqual([]);
  expect(probes.filter(({ requires }) => requires === 'gateway').map(({ row }) => row)).toEqual([
    expect.stringMatching(/^https:\/\/shop\.example\.com/),
  ]);
});

test('the example set is complete', () => {
  expect(names.sort()).toEqual([
    'cluster-ip',
    'endpoint-slice',
    'external-name',
    'full',
    'gateway',
    'gateway-routes',
    'headless',
    'ingress',
    'intents',
    'load-balancer',
    'node-port',
    'own-rules',
    'plain',
    'policies',
  ]);
});
