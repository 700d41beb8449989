import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export const ROOT = join(__dirname, '../..');

interface Task {
  readonly steps: readonly { readonly exec?: string; readonly execArgs?: readonly string[] }[];
}

const SOURCES = [
  'docs',
  'schema',
  'src',
  'template',
  'packaging',
  'package.json',
  'tsconfig.json',
  'README.md',
  'CHANGELOG.md',
  'SECURITY.md',
  'LICENSE',
];

/**
 * The package as `npm run compile` and `npm pack` make it, made once for a run: unpacked as
 * `package/`, and as the tarball `cdk8s-net-VERSION.tgz`.
 */
export const builtPackage = () => join(tmpdir(), 'built-package');

export function buildPackage(): void {
  const folder = builtPackage();
  const sources = join(folder, 'sources');
  for (const name of SOURCES) cpSync(join(ROOT, name), join(sources, name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(sources, 'node_modules'));
  for (const command of compileCommands()) run(command, sources);
  run('npm pack --ignore-scripts --silent --pack-destination ..', sources);
  run('tar -xzf *.tgz', folder);
}

function compileCommands(): readonly string[] {
  const { tasks } = JSON.parse(readFileSync(join(ROOT, '.projen/tasks.json'), 'utf8')) as {
    readonly tasks: { readonly compile: Task };
  };
  return tasks.compile.steps.map(({ exec, execArgs = [] }) => exec ?? execArgs.join(' '));
}

function run(command: string, cwd: string): void {
  const path = `${join(ROOT, 'node_modules/.bin')}:${process.env.PATH}`;
  execFileSync('sh', ['-ec', command], { cwd, env: { ...process.env, PATH: path } });
}

/** An app with the package, what everybody installs with it, and more packages of this repository. */
export function makeApp(more: readonly string[], files: Readonly<Record<string, string>>): string {
  const built = builtPackage();
  const app = mkdtempSync(join(built, 'app-'));
  const modules = join(app, 'node_modules');
  const installed = JSON.parse(readFileSync(join(built, 'package/package.json'), 'utf8')) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  cpSync(join(built, 'package'), join(modules, 'cdk8s-net'), { recursive: true });
  for (const name of [...Object.keys(installed.dependencies), 'cdk8s', 'constructs', ...more]) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
  }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(app, name), text);
  return app;
}
