import { chmodSync, existsSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Diagnostic } from '../../src/diagnostics/diagnostic';
import { runCli, withFiles } from './run-cli';

const service = (name: string, port = 80) =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}}\nspec: {type: ExternalName, externalName: db.example.org, ports: [{port: ${port}}]}\n`;
const BAD = bad('bad');

function bad(name: string): string {
  return `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}}\nspec: {ports: [{port: 70000, targetPort: 80}]}\n`;
}

async function check(files: Readonly<Record<string, string>>, ...flags: readonly string[]) {
  const folder = withFiles(files);
  const run = await runCli('check', folder, '--format', 'json', ...flags);
  const { diagnostics } = (run.stdout === '' ? { diagnostics: [] } : JSON.parse(run.stdout)) as {
    readonly diagnostics: readonly Diagnostic[];
  };
  const found = diagnostics.filter(({ severity }) => severity !== 'info');
  return { ...run, folder, found: found.map(({ rule, object }) => `${rule} ${object.name.replace(folder, '')}`) };
}

describe('a folder', () => {
  test.each([
    ['.gitignore', { '.gitignore': 'build/\n', 'build/bad.yaml': BAD }],
    ['.gitignore of a folder below', { 'a/.gitignore': '*.local.yaml\n', 'a/bad.local.yaml': BAD }],
    ['.cdk8s-netignore', { '.cdk8s-netignore': 'bad.yaml\n', 'bad.yaml': BAD }],
    ['hidden folders', { '.github/workflows/bad.yaml': BAD }],
    ['node_modules', { 'a/node_modules/bad.yaml': BAD }],
  ])('is read without what is left out by %s', async (_, files) => {
    expect((await check({ 'ok.yaml': service('ok'), ...files })).found).toEqual([]);
  });

  test('is read without what --ignore names', async () => {
    const files = { 'ok.yaml': service('ok'), 'old/bad.yaml': BAD, 'new/bad.yaml': BAD };
    expect((await check(files, '--ignore', 'old,new')).found).toEqual([]);
    expect((await check(files, '--ignore', 'old', '--ignore', '!new/bad.yaml')).found).toEqual([
      'service/port-range bad',
    ]);
  });

  test('that is itself left out by the repository around it is read when it is named', async () => {
    const folder = withFiles({ '.git/HEAD': '', '.gitignore': 'dist\n', 'dist/bad.yaml': BAD });
    expect((await runCli('check', join(folder, 'dist'))).exitCode).toBe(1);
    expect((await runCli('check', folder)).exitCode).toBe(2);
  });

  test.each([
    ['values.yaml', 'image: {tag: 1}\nkind: web\n'],
    ['Chart.yaml', 'apiVersion: v2\nname: shop\n'],
    ['compose.yaml', 'services: {web: {image: web}}\n'],
    ['package.json', '{"name": "shop"}'],
    ['tsconfig.json', '{ // comment\n"kind": 1 }'],
    ['kustomization.yml', 'resources: [ok.yaml]\n'],
    ['kind.yaml', 'apiVersion: kind.x-k8s.io/v1alpha4\nkind: Cluster\n'],
    ['patch.yaml', 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {replicas: 2}\n'],
    ['resources.yaml', 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {replicas: 2}\n'],
    ['list.yaml', '- op: replace\n  kind: x\n'],
    ['placeholder.yaml', service('"${NAME}"')],
    ['template.yaml', 'apiVersion: v1\nkind: Service\nmetadata: {{ .Values.meta }}\n'],
    ['mkdocs.yml', 'kind: !!python/name:x\na: [\n'],
  ])('skips %s, which is not a Kubernetes object', async (name, text) => {
    const { found, exitCode, folder } = await check({ 'ok.yaml': service('ok'), [name]: text }, '--no-render');
    expect([exitCode, found]).toEqual([0, []]);
    const { stdout } = await runCli('check', folder, '--no-render', '--verbose');
    expect(stdout).toContain(join(folder, name));
  });

  test('keeps an object that lacks one of apiVersion, kind and metadata', async () => {
    const { found } = await check({ 'web.yaml': service('web').replace('apiVersion: v1\n', '') });
    expect(found).toEqual(['decode/api-version web']);
  });

  test('skips a link that leads nowhere, and exits with 2 when nothing is left', async () => {
    const folder = withFiles({ 'ok.yaml': service('ok') });
    symlinkSync(join(folder, 'gone'), join(folder, 'link.yaml'));
    expect((await runCli('check', folder)).exitCode).toBe(0);
    expect((await runCli('check', folder, '--ignore', 'ok.yaml')).exitCode).toBe(2);
  });

  test('has a finding for a file that cannot be read, and the others are judged', async () => {
    const broken = `${service('a')}  labels: {\n`;
    const { found, exitCode } = await check({ 'a.yaml': broken, 'b.yaml': BAD });
    expect([exitCode, found]).toEqual([1, ['decode/syntax /a.yaml', 'service/port-range bad']]);
  });
});

describe('files that are named', () => {
  test('belong together: one name twice is an error', async () => {
    const folder = withFiles({ 'a.yaml': service('web'), 'b.yaml': service('web', 81) });
    const { stdout } = await runCli('check', join(folder, 'a.yaml'), join(folder, 'b.yaml'));
    expect(stdout).toContain('metadata/unique-name');
  });

  test('are judged though one of them cannot be read', async () => {
    const folder = withFiles({ 'a.yaml': 'a: [b', 'b.yaml': BAD });
    const { exitCode, stdout } = await runCli('check', join(folder, 'a.yaml'), join(folder, 'b.yaml'));
    expect(exitCode).toBe(1);
    expect(stdout).toContain('decode/syntax');
    expect(stdout).toContain('service/port-range');
  });

  test('are not swallowed by an option that takes a list', async () => {
    const file = join(withFiles({ 'ok.yaml': service('ok') }), 'ok.yaml');
    expect((await runCli('check', '--service-cluster-ip-range', '10.43.0.0/16,fd00::/112', file)).exitCode).toBe(0);
    const report = join(withFiles({}), 'report.json');
    await runCli('verify', '--report', `json=${report}`, file);
    expect(existsSync(report)).toBe(true);
  });
});

describe('alternatives in a folder', () => {
  const web = (image: string) => `apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
spec: {containers: [{name: web, image: ${image}, ports: [{containerPort: 8080}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}
`;

  test('are judged apart, and told', async () => {
    const { found, exitCode, stderr } = await check({ 'dev/web.yaml': web('a'), 'prod/web.yaml': web('b') });
    expect([exitCode, found]).toEqual([0, []]);
    expect(stderr).toContain('2 alternatives');
  });

  test('have mistakes of their own', async () => {
    const prod = web('b').replace('app: web}, ports', 'app: wbe}, ports');
    const { found } = await check({ 'dev/web.yaml': web('a'), 'prod/web.yaml': prod });
    expect(found).toEqual(['links/selector-matches-nothing web']);
  });

  test('leave one copy of what they define alike', async () => {
    const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n';
    const { found, stderr } = await check({
      'a.yaml': namespace,
      'b.yaml': namespace,
      'c.yaml': web('a'),
      'd.yaml': web('a'),
    });
    expect([found, stderr]).toEqual([[], '']);
  });

  test('cannot be verified or explained at once', async () => {
    const folder = withFiles({ 'dev/web.yaml': web('a'), 'prod/web.yaml': web('b') });
    for (const argv of [
      ['verify', folder],
      ['explain', 'web', folder],
    ]) {
      const { exitCode, stderr } = await runCli(...argv);
      expect([exitCode, stderr.includes('Pod default/web')]).toEqual([2, true]);
    }
  });
});

describe('charts and kustomizations', () => {
  const path = process.env.PATH ?? '';
  afterEach(() => void (process.env.PATH = path));

  const CHART = {
    'chart/Chart.yaml': 'apiVersion: v2\nname: shop\n',
    'chart/values.yaml': 'port: 80\n',
    'chart/templates/web.yaml': 'apiVersion: v1\nkind: Service\nmetadata: {{ x }}\n',
  };
  const OVERLAYS = {
    'base/kustomization.yaml': 'resources: [web.yaml]\n',
    'base/web.yaml': bad('web'),
    'dev/kustomization.yaml': 'resources: [../base]\npatches: [{path: port.yaml}]\n',
    'dev/port.yaml': BAD,
    'prod/kustomization.yaml': 'resources: [../base]\n',
  };

  /** Programs of these names alone are on PATH; each prints a text and notes how it was called. */
  function onPath(programs: Readonly<Record<string, string>>): void {
    const scripts = Object.entries(programs).map(
      ([name, script]) => [name, `#!${process.execPath}\n${script}`] as const,
    );
    const folder = withFiles(Object.fromEntries(scripts));
    for (const name of Object.keys(programs)) chmodSync(join(folder, name), 0o755);
    process.env.PATH = [folder].join(delimiter);
  }
  const printing = (text: string) => `process.stdout.write(${JSON.stringify(text)})`;

  test('a chart is rendered, and the last of two equal keys counts, as for Helm', async () => {
    const rendered = `---\n# Source: shop/templates/web.yaml\n${bad('web').replace('{name: web}', '{name: a, name: web}')}`;
    onPath({ helm: printing(rendered) });
    expect((await check(CHART)).found).toEqual(['service/port-range web']);
  });

  test('Helm gets values, namespace and version', async () => {
    onPath({
      helm: `if (process.argv.includes('a.yaml')) ${printing(BAD)}; process.stderr.write(process.argv.join(' ')); process.exit(process.argv.includes('a.yaml') ? 0 : 1)`,
    });
    const flags = ['--helm-values', 'a.yaml', '--namespace', 'shop', '--kubernetes-version', '1.33'];
    expect((await check(CHART, ...flags)).found).toEqual(['service/port-range bad']);
    const { stderr } = await check({ ...CHART, 'ok.yaml': service('ok') }, ...flags.slice(2));
    expect(stderr).toContain('--namespace shop --kube-version 1.33');
  });

  test('an overlay is built, and what it takes in is not read by itself', async () => {
    onPath({ kustomize: printing(service('built')) });
    expect((await check(OVERLAYS)).found).toEqual([]);
  });

  test('kubectl builds where there is no kustomize', async () => {
    onPath({ kubectl: `if (process.argv[2] === 'kustomize') ${printing(BAD)}` });
    expect((await check({ 'kustomization.yaml': 'resources: []\n' })).found).toEqual(['service/port-range bad']);
  });

  test('without programs, one line says what to pipe, and the files are judged without patches', async () => {
    onPath({});
    const { found, stderr } = await check({ ...CHART, ...OVERLAYS });
    expect(found).toEqual(['service/port-range web']);
    expect(stderr.match(/helm template shop/g)).toHaveLength(1);
    expect(stderr.match(/kustomize build/g)).toHaveLength(1);
  });

  test('a chart that cannot be rendered leaves the rest alone; alone it exits with 2', async () => {
    onPath({ helm: "process.stderr.write('Error: no values'); process.exit(1)" });
    const { found, stderr } = await check({ ...CHART, 'bad.yaml': BAD });
    expect([found, stderr.includes('no values')]).toEqual([['service/port-range bad'], true]);
    expect((await check(CHART)).exitCode).toBe(2);
  });

  test('--no-render runs nothing', async () => {
    onPath({ helm: printing(BAD), kustomize: printing(BAD) });
    const { found } = await check({ ...CHART, 'ok.yaml': service('ok') }, '--no-render');
    expect(found).toEqual([]);
  });
});

describe('what is said beside findings', () => {
  const route = 'apiVersion: routing.example.com/v1\nkind: ShopRoute\nmetadata: {name: web}\n';

  test('names kinds that are not judged', async () => {
    const folder = withFiles({ 'a.yaml': `${service('a')}---\n${route}` });
    const { stdout } = await runCli('check', folder);
    expect(stdout).toBe('no findings on 1 object, 1 of kinds that this tool does not know (ShopRoute)\n');
  });

  test.each(['core/v1', 'v1/'])('a built-in kind in %s is an error', async (version) => {
    const { found } = await check({ 'a.yaml': service('web').replace('apiVersion: v1', `apiVersion: ${version}`) });
    expect(found).toContain('decode/api-version web');
  });

  test('asks for --namespace where some objects name one and others none', async () => {
    const files = { 'a.yaml': service('a'), 'b.yaml': service('b').replace('{name: b}', '{name: b, namespace: shop}') };
    expect((await check(files)).stderr).toContain('--namespace shop');
    expect((await check(files, '--namespace', 'shop')).stderr).toBe('');
  });
});
