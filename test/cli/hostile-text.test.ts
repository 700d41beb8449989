import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FORMATS } from '../../src/diagnostics/format';
import { printable } from '../../src/terms/printable';
import { commandsIn, HOSTILE_TEXTS } from '../terms/commands-in';
import { runCli, withFiles } from './run-cli';

const WORKLOAD = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec: {
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: { containers: [{ name: 'c', image: 'i', ports: [{ containerPort: 8080 }] }] },
    },
  },
};
const SERVICE = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web' },
  spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 8080 }] },
};

const ingress = (name: string, path: string, rest = {}) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name },
  spec: {
    rules: [
      {
        host: 'a.example.com',
        http: {
          paths: [
            { path, pathType: 'ImplementationSpecific', backend: { service: { name: 'web', port: { number: 80 } } } },
          ],
        },
      },
    ],
    ...rest,
  },
});

/** Hostile in every place that a finding speaks of: fields, values, names, kinds, labels, annotations. */
const REFUSED = HOSTILE_TEXTS.flatMap((text) => [
  { ...SERVICE, [text]: 1, spec: { ...SERVICE.spec, [text]: 1 } },
  { ...SERVICE, metadata: { name: text, namespace: text, labels: { [text]: text }, annotations: { [text]: text } } },
  { ...SERVICE, spec: { type: text, clusterIP: text, ports: [{ port: text, name: text, protocol: text }] } },
  { apiVersion: text, kind: text, metadata: { name: 'a' } },
  ingress('a', `/${text}`, { ingressClassName: text, tls: [{ hosts: [text], secretName: text }] }),
]);

/** What an API server takes all the same. */
const ACCEPTED = [
  WORKLOAD,
  SERVICE,
  ...HOSTILE_TEXTS.slice(0, 4).map((text, index) => ingress(`i${index}`, `/${text}`)),
  { ...SERVICE, metadata: { name: 'other', annotations: { 'example.com/a': HOSTILE_TEXTS.join() } } },
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'none' },
    spec: { selector: { app: 'x' }, ports: [{ port: 1 }] },
  },
];

const list = (items: readonly unknown[]) => JSON.stringify({ apiVersion: 'v1', kind: 'List', items });

describe('check', () => {
  test.each(Object.keys(FORMATS))('prints no command of the input: %s', async (format) => {
    const folder = withFiles({ 'a.json': list(REFUSED), 'b.json': list(ACCEPTED) });
    const files = [join(folder, 'a.json'), join(folder, 'b.json')];
    const { exitCode, stdout, stderr } = await runCli('check', ...files, '--format', format);
    expect([exitCode, stderr]).toEqual([1, '']);
    const lines = stdout.split('\n');
    const text = format === 'github' ? lines.map((line) => line.replace(/^::(error|warning|notice) /, '')) : lines;
    expect(commandsIn(text.join('\n'))).toEqual([]);
    expect(stdout.length).toBeGreaterThan(1000);
  });

  test('prints as many lines, whatever is in the names', async () => {
    const linesFor = async (name: string) => {
      const file = join(withFiles({ 'a.json': list([{ ...SERVICE, [name]: 1 }]) }), 'a.json');
      return (await runCli('check', file)).stdout.split('\n').length;
    };
    const plain = await linesFor('plain');
    for (const text of HOSTILE_TEXTS) expect(await linesFor(text)).toBe(plain);
  });
});

describe('verify', () => {
  test('prints and writes no command of the input', async () => {
    const folder = withFiles({ 'b.json': list(ACCEPTED) });
    const [json, junit] = [join(folder, 'r.json'), join(folder, 'r.xml')];
    const run = await runCli('verify', join(folder, 'b.json'), '--report', `json=${json},junit=${junit}`);
    for (const text of [run.stdout, run.stderr, readFileSync(json, 'utf8'), readFileSync(junit, 'utf8')]) {
      expect(commandsIn(text)).toEqual([]);
    }
    expect(run.exitCode).toBe(1);
  });
});

describe('explain', () => {
  test.each(['text', 'json'])('prints no command of the input: %s', async (format) => {
    const file = join(withFiles({ 'b.json': list([...ACCEPTED, ...REFUSED]) }), 'b.json');
    for (const what of ['web', 'http://a.example.com/', ...HOSTILE_TEXTS.slice(0, 3)]) {
      const { stdout, stderr } = await runCli('explain', what, file, '--format', format);
      expect(commandsIn(stdout)).toEqual([]);
      expect(commandsIn(stderr)).toEqual([]);
      expect(`${stdout}${stderr}`).not.toBe('');
    }
  });
});

describe('what cannot be done', () => {
  test.each(HOSTILE_TEXTS.map((text) => [printable(text), text]))(
    'is told in one line without a command: %s',
    async (_, text) => {
      const name = text.replaceAll(/[\0/]/g, '');
      const folder = withFiles({
        [`${name}.yaml`]: 'a: [',
        'keys.json': JSON.stringify({ a: 1 }).replace('"a"', `${JSON.stringify(text)}: 1, ${JSON.stringify(text)}`),
      });
      const commands = [
        ['check', join(folder, `${name}.yaml`)],
        ['check', join(folder, 'keys.json')],
        ['check', `${name}.missing`],
        ['check', `--${name}`],
        [name],
        ['check', '--severity', text, folder],
        ['check', '--acknowledge', `${text}=${text}`, folder],
        ['check', '--external', text, folder],
        ['verify', folder, '--report', text],
        ['verify', folder, '--proxy-mode', text],
        ['explain', text, folder],
      ];
      for (const argv of commands) {
        const { exitCode, stdout, stderr } = await runCli(...argv);
        expect([argv, exitCode, stdout]).toEqual([argv, 2, '']);
        expect(commandsIn(stderr)).toEqual([]);
        expect(stderr.trimEnd().split('\n')).toHaveLength(1);
      }
    },
  );
});
