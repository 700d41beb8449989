import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { apiReport } from '../../packaging/api-report';
import { builtPackage, makeApp, ROOT } from './build';
import { CONSUMERS, problemsOf, writeFences } from './fences';

interface Run {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program of Node; `script` is a path, or one in `node_modules` of this repository. */
function node(cwd: string, script: string, ...args: readonly string[]): Promise<Run> {
  const { NODE_OPTIONS: _, ...env } = process.env;
  return new Promise((resolve) => {
    execFile(process.execPath, [script, ...args], { cwd, env }, (error, stdout, stderr) => {
      resolve({ exitCode: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}

const built = builtPackage();
const bin = (path: string) => join(ROOT, 'node_modules', path);

describe('the package', () => {
  test('has no fault that publint knows', async () => {
    const { exitCode, stdout } = await node(
      built,
      bin('publint/src/cli.js'),
      'run',
      'package',
      '--strict',
      '--pack',
      'false',
    );
    expect([exitCode, stdout]).toEqual([0, expect.stringContaining('All good!')]);
  });

  test('has what users read and start from, and nothing of what it is made of', () => {
    const files = readdirSync(join(built, 'package'), { recursive: true, encoding: 'utf8' });
    const needed = [
      'docs/start/yaml.md',
      'docs/rules/README.md',
      'schema/config.json',
      'template/new/network.ts',
      'LICENSE',
    ];
    expect(files).toEqual(expect.arrayContaining(needed));
    expect(files.filter((file) => /^(src|test|examples)\b|^docs\/.*\.ts$|\.map$|\.tsbuildinfo$/.test(file))).toEqual(
      [],
    );
  });

  test('has the pictures that its pages show', () => {
    const home = join(built, 'package');
    const pages = readdirSync(home, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.md'));
    const pictures = pages.flatMap((page) =>
      [...readFileSync(join(home, page), 'utf8').matchAll(/!\[[^\]]*\]\((?!https?:)([^)]+)\)/g)].map(([, path = '']) =>
        join(home, dirname(page), path),
      ),
    );
    expect(pictures.length).toBeGreaterThan(2);
    expect(pictures.filter((picture) => !existsSync(picture))).toEqual([]);
  });

  test('gives every compiler the types of what Node loads', async () => {
    const tarball = readdirSync(built).find((name) => name.endsWith('.tgz')) as string;
    const { stdout } = await node(built, bin('@arethetypeswrong/cli/dist/index.js'), tarball, '--format', 'json');
    const { analysis } = JSON.parse(stdout) as {
      analysis: { entrypoints: object; problems: readonly { kind: string; entrypoint?: string }[] };
    };
    expect(Object.keys(analysis.entrypoints)).toContain('./vitest');
    // vitest itself cannot be required.
    const known = { kind: 'CJSResolvesToESM', entrypoint: './vitest' };
    expect(analysis.problems.map(({ kind, entrypoint }) => ({ kind, entrypoint }))).toEqual([known]);
  });

  test('declares what `packaging/api.md` says: after a change that is meant, run `npm run api`', () => {
    const report = readFileSync(join(ROOT, 'packaging/api.md'), 'utf8');
    expect(apiReport(join(built, 'package/types'))).toBe(report);
  });

  test('declares nothing by packages that users need not have', () => {
    const types = join(built, 'package/types');
    const packages = readdirSync(types).flatMap((file) => {
      const found = ts.preProcessFile(readFileSync(join(types, file), 'utf8'));
      const named = [...found.importedFiles, ...found.typeReferenceDirectives].map(({ fileName }) => fileName);
      return [...named, ...(found.ambientExternalModules ?? [])].filter((name) => !name.startsWith('.'));
    });
    expect([...new Set(packages)].sort()).toEqual(['cdk8s', 'constructs', 'expect', 'vitest']);
  });
});

describe('the declarations', () => {
  test('need no types of Node, and name what apps pass on', () => {
    const entries = ['', '/conformance', '/matchers', '/rules'];
    const uses = entries.map((entry, index) => `import * as entry${index} from 'cdk8s-net${entry}';`);
    const file = 'entries.ts';
    const passedOn = 'export const passedOn = { ...entry2.matchers };';
    const app = makeApp([], { 'package.json': '{}', [file]: [...uses, passedOn].join('\n') });
    const consumer = 'CommonJS, without esModuleInterop';
    expect(problemsOf(app, [join(app, file)], consumer, [])).toEqual([]);
  });

  test('bring no library of the language along, which other types of an app may not go with', () => {
    const types = join(built, 'package/types');
    const libraries = readdirSync(types).flatMap(
      (file) => ts.preProcessFile(readFileSync(join(types, file), 'utf8')).libReferenceDirectives,
    );
    expect(libraries).toEqual([]);
  });
});

describe.each(Object.keys(CONSUMERS))('the code in the docs compiles for a consumer with %s', (consumer) => {
  test('and so do the declarations', () => {
    const app = makeApp(['cdk8s-plus-34', '@types/node', '@types/jest', 'expect', 'vitest'], {
      'package.json': '{}',
    });
    const files = writeFences(app, consumer);
    expect(files.length).toBeGreaterThan(5);
    expect(problemsOf(app, files, consumer)).toEqual([]);
  });
});

const WEB = `
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }] }
---
apiVersion: v1
kind: Pod
metadata: { name: backend, labels: { app: web } }
spec: { containers: [{ name: web, image: web, ports: [{ containerPort: 8080 }] }] }
`;

describe('an app without any optional peer', () => {
  const entries = `
    import { createRequire } from 'node:module';
    const require = createRequire(import.meta.url);
    const lacks = {};
    for (const entry of ['cdk8s-net', 'cdk8s-net/conformance', 'cdk8s-net/matchers', 'cdk8s-net/rules']) {
      const required = require(entry);
      if (entry === 'cdk8s-net') lacks.runner = Object.keys(require.cache).filter((file) => /lib.(targets|dataplane|diff|cli|model.apply|rules.update)/.test(file));
      const imported = await import(entry);
      lacks[entry] = Object.keys(required).filter((name) => imported[name] !== required[name]);
    }
    console.log(JSON.stringify(lacks));
  `;
  let app: string;
  beforeAll(() => {
    app = makeApp([], { 'package.json': '{}', 'entries.mjs': entries, 'web.yaml': WEB });
  });
  const cli = (...args: readonly string[]) => node(app, 'node_modules/cdk8s-net/lib/cli/main.js', ...args);

  test('requires and imports the same, by name, and loads no runner for synthesis', async () => {
    const { stdout, stderr } = await node(app, 'entries.mjs');
    expect(stderr).toBe('');
    expect([stderr, JSON.parse(stdout)]).toEqual([
      '',
      { runner: [], 'cdk8s-net': [], 'cdk8s-net/conformance': [], 'cdk8s-net/matchers': [], 'cdk8s-net/rules': [] },
    ]);
  });

  test('checks, and verifies on the embedded target', async () => {
    expect(await cli('check', 'web.yaml')).toMatchObject({ exitCode: 0, stderr: '' });
    expect(await cli('verify', '--quiet', 'web.yaml')).toMatchObject({ exitCode: 0, stderr: '' });
  });

  test.each([
    ['verify', 'web.yaml', '--target', 'kubeconfig'],
    ['verify', 'web.yaml', '--target', 'kind'],
    ['cleanup', '--kubeconfig', 'kubeconfig'],
  ])('says in one sentence what it lacks: %s %s %s %s', async (...args) => {
    const { exitCode, stderr } = await cli(...args);
    const sentence =
      /^cdk8s-net: @kubernetes\/client-node: is not installed.*; run npm install --save-dev @kubernetes\/client-node(@1)?\n$/;
    expect([exitCode, stderr]).toEqual([2, expect.stringMatching(sentence)]);
  });
});

/** What both runners are given; `has` and `reaches` may be negated, and fail as they should. */
const CASES = `
  const { App, Chart } = cdk8s;
  const { ClusterIPService, parseManifests } = net;
  const app = new App();
  const chart = new Chart(app, 'shop');
  new ClusterIPService(chart, 'web', { metadata: { name: 'web' }, selector: { app: 'web' }, ports: [{ port: 80 }] });
  const manifests = parseManifests(${JSON.stringify(WEB)});
  test('findings', () => {
    expect(app).toHaveNoFindings();
    expect(() => expect(app).not.toHaveNoFindings()).toThrow('expected findings');
  });
  test('manifests', () => {
    expect(() => expect(chart).toMatchManifests('kind: Service')).toThrow('expected the manifests to match');
  });
  test('traffic', async () => {
    await expect(manifests).toReach('pod/backend', 'http://web/');
    await expect(expect(manifests).not.toReach('pod/backend', 'http://web/')).rejects.toThrow('expected pod/backend not to reach');
  });
`;

describe('the matchers run', () => {
  test('in jest', async () => {
    const required = `const cdk8s = require('cdk8s'), net = require('cdk8s-net');\nrequire('cdk8s-net/jest');\n`;
    const app = makeApp(['jest', '@jest/globals'], {
      'package.json': '{}',
      'global.test.js': `${required}${CASES}`,
      'imported.test.js': `${required}const { expect } = require('@jest/globals');\n${CASES}`,
    });
    const { exitCode, stderr } = await node(app, bin('jest/bin/jest.js'), '--rootDir', app, '--colors=false');
    expect([exitCode, stderr]).toEqual([0, expect.stringContaining('6 passed')]);
  });

  test('in vitest', async () => {
    const app = makeApp(['vitest'], {
      'package.json': '{ "type": "module" }',
      'web.test.ts': `import { expect, test } from 'vitest';\nimport * as cdk8s from 'cdk8s';\nimport * as net from 'cdk8s-net';\nimport 'cdk8s-net/vitest';\n${CASES}`,
    });
    const { exitCode, stdout, stderr } = await node(app, bin('vitest/vitest.mjs'), 'run', '--root', app, '--no-color');
    expect([exitCode, stderr, stdout]).toEqual([0, '', expect.stringContaining('3 passed')]);
  });
});
