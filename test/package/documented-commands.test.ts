import { execFile } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { builtPackage, makeApp, ROOT } from './build';
import { documentedRepository } from './documented-repository';
import { PAGES } from './fences';

const run = promisify(execFile);

/** What needs a cluster runs in test/e2e; `npm ci` and scripts of this repository in its CI; what watches does not end. */
const ELSEWHERE = /--target|--watch|cleanup|^npm (ci|test|run)/;

const BLOCKS = PAGES.filter((page) => /^(README|docs)/.test(page)).flatMap((page) =>
  [...readFileSync(join(ROOT, page), 'utf8').matchAll(/^```(sh|yaml)\n([\s\S]*?)^```/gm)].flatMap(
    ([, language, block = '']) => {
      const lines = language === 'sh' ? block.split('\n') : stepsOf(block);
      const commands = lines.filter((line) => line !== '' && !ELSEWHERE.test(line));
      return commands.length === 0 ? [] : [[page, commands] as const];
    },
  ),
);

/** The commands of a CI workflow. */
function stepsOf(workflow: string): readonly string[] {
  return [...workflow.matchAll(/^ *- (?:run: )?(np[mx] .*)$/gm)].map(([, command = '']) => command);
}

let template: string;
beforeAll(async () => {
  template = makeApp([], {});
  write(template, documentedRepository());
  for (const name of ['npx', 'npm', 'helm', 'kubectl', 'kustomize']) chmodSync(join(template, 'bin', name), 0o755);
  await sh(template, ['git init -q -b main', 'git add manifests old new *.yaml', 'git commit -qm start']);
});

test('pages show commands', () => {
  expect(BLOCKS.flatMap(([, commands]) => commands).length).toBeGreaterThan(50);
});

test.each(BLOCKS)('%s: %j', async (page, commands) => {
  const repository = mkdtempSync(join(builtPackage(), 'repository-'));
  cpSync(template, repository, { recursive: true, filter: (path) => !path.endsWith('node_modules') });
  symlinkSync(join(template, 'node_modules'), join(repository, 'node_modules'));
  write(repository, configurationOn(page));
  await sh(repository, commands);
});

/** The configuration that a page tells its reader to write first. */
function configurationOn(page: string): Readonly<Record<string, string>> {
  const [, text] =
    /^```yaml\n((?:(?!```)[\s\S])*?^baseline:[\s\S]*?)^```/m.exec(readFileSync(join(ROOT, page), 'utf8')) ?? [];
  return text === undefined ? {} : { 'cdk8s-net.config.yaml': text };
}

function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

/** Runs commands one after the other, up to the first that fails, which fails the test with all that they said. */
async function sh(repository: string, commands: readonly string[]): Promise<void> {
  const { NODE_OPTIONS: _options, ...inherited } = process.env;
  const author = {
    GIT_AUTHOR_NAME: 'a',
    GIT_AUTHOR_EMAIL: 'a@b.c',
    GIT_COMMITTER_NAME: 'a',
    GIT_COMMITTER_EMAIL: 'a@b.c',
  };
  const env = { ...inherited, ...author, ROOT, PATH: `${join(repository, 'bin')}:${process.env.PATH}` };
  await run('bash', ['-euo', 'pipefail', '-c', commands.join('\n')], { cwd: repository, env });
}
