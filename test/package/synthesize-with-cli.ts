import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtPackage, ROOT } from './build';

/** A folder with the package as users have it, and what it depends on. */
export function installPackage(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-net-plugin-'));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  cpSync(join(builtPackage(), 'package'), join(folder, 'cdk8s-net'), { recursive: true });
  return folder;
}

export interface CliRun {
  readonly exitCode: number;
  /** stdout and stderr. */
  readonly output: string;
  /** The report file, if one was written. */
  readonly report: { readonly reports: readonly Report[] } | undefined;
}

export interface Report {
  readonly summary: { readonly status: string; readonly metadata: Readonly<Record<string, string>> };
  readonly violations: readonly {
    readonly ruleName: string;
    readonly recommendation: string;
    readonly fix: string;
    readonly violatingConstructs: readonly {
      readonly resourceName: string;
      readonly constructPath?: string;
      readonly manifestPath: string;
      readonly locations: readonly string[];
    }[];
  }[];
}

/** Runs `cdk8s synth` in a new folder with these files below that of {@link installPackage}. */
export async function synthesizeWithCli(installed: string, files: Readonly<Record<string, string>>): Promise<CliRun> {
  const folder = mkdtempSync(join(installed, 'app-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const argv = ['synth', '--validation-reports-output-file', 'report.json'];
  // Looking for upgrades would ask the registry.
  const plugins = join(installed, 'plugins');
  const env: NodeJS.ProcessEnv = { ...process.env, CDK8S_CHECK_UPGRADE: 'false', CDK8S_PLUGINS_DIR: plugins };
  delete env.CDK8S_OUTDIR;
  const run = await new Promise<Omit<CliRun, 'report'>>((resolve) => {
    execFile(join(installed, 'node_modules/.bin/cdk8s'), argv, { cwd: folder, env }, (error, stdout, stderr) => {
      resolve({ exitCode: error === null ? 0 : Number(error.code), output: `${stdout}${stderr}` });
    });
  });
  return { ...run, report: readReport(join(folder, 'report.json')) };
}

function readReport(file: string): CliRun['report'] {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as NonNullable<CliRun['report']>;
  } catch {
    return undefined;
  }
}

/** Takes the folder of {@link installPackage} away. */
export function uninstall(installed: string): void {
  rmSync(installed, { recursive: true, force: true });
}
