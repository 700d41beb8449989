import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCli, withFiles } from '../cli/run-cli';

const PAGE = readFileSync(join(__dirname, '../../docs/adopt.md'), 'utf8');
const [CONFIG = ''] = [...PAGE.matchAll(/^```yaml\n([\s\S]*?)^```/gm)].map(([, text = '']) => text);
const [SHELL = ''] = [...PAGE.matchAll(/^```sh\n([\s\S]*?)^```/gm)].map(([, text = '']) => text);

const service = (name: string, targetPort: number | string) =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}}\nspec: {selector: {app: web}, ports: [{port: 80, targetPort: ${targetPort}}]}\n`;
const POD =
  'apiVersion: v1\nkind: Pod\nmetadata: {name: web, labels: {app: web}}\nspec: {containers: [{name: a, image: a, ports: [{containerPort: 8080}]}]}\n';

/** A chart, a kustomization, plain manifests, and what is none. */
const FILES = {
  '.git/HEAD': '',
  '.gitignore': 'dist/\n',
  'chart/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 0.1.0\n',
  'chart/values.yaml': 'port: 80\n',
  'chart/templates/service.yaml': service('{{ .Release.Name }}', '{{ .Values.port }}'),
  'overlay/kustomization.yaml': 'resources: [web.yaml]\n',
  'overlay/web.yaml': service('overlay', 8080),
  'manifests/web.yaml': `${service('web', 8081)}---\n${POD}`,
  'examples/bad.yaml': service('bad', 808000),
  'compose.yaml': 'services: {web: {image: web, ports: ["80:80"]}}\n',
  '.github/workflows/ci.yml': 'on: push\njobs: {}\n',
  'app/cdk8s.yaml': 'language: typescript\napp: npx ts-node main.ts\n',
  'app/package.json': '{"name": "app"}',
  'dist/web.yaml': service('dist', 808000),
};

describe('a repository of mixed content is adopted by what docs/adopt.md says', () => {
  const before = { cwd: process.cwd(), path: process.env.PATH };
  afterEach(() => {
    process.chdir(before.cwd);
    process.env.PATH = before.path;
  });

  test('in five commands, after which only what is new counts', async () => {
    process.chdir(withFiles(FILES));
    process.env.PATH = '';
    writeFileSync('cdk8s-net.config.yaml', CONFIG);
    const commands = SHELL.split('\n').filter((line) => line !== '');
    expect(commands).toHaveLength(5);
    const runs = [];
    for (const line of commands.slice(1)) runs.push(await runCli(...line.split(' ').slice(2)));
    const [all, written, again, sarif] = runs;
    expect(all).toMatchObject({
      exitCode: 1,
      stdout: expect.stringContaining('chart: a Helm chart that was not rendered') as string,
    });
    expect(all?.stdout).toContain('Service bad');
    expect(all?.stdout).not.toContain('Service dist');
    expect(written).toMatchObject({
      exitCode: 0,
      stderr: expect.stringContaining('to cdk8s-net.baseline.json') as string,
    });
    expect(again).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('no new findings') as string });
    expect(sarif?.exitCode).toBe(0);
    expect((JSON.parse(sarif?.stdout ?? '') as { runs: { results: unknown[] }[] }).runs[0]?.results).toEqual([]);

    writeFileSync('manifests/new.yaml', service('new', 808000));
    expect(await runCli('check', '.')).toMatchObject({
      exitCode: 1,
      stdout: expect.stringContaining('Service new') as string,
    });
    rmSync('manifests/new.yaml');
    writeFileSync('manifests/web.yaml', `${service('web', 8080)}---\n${POD}`);
    expect(await runCli('check', '.')).toMatchObject({
      exitCode: 0,
      stderr: expect.stringContaining('no longer found') as string,
    });
  });
});
