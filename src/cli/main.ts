#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { enableCompileCache } from './compile-cache';
import type * as CommandLine from './run';

/** What `check` needs, in one file, as `npm run compile` leaves it beside this one: to load 200 takes longer than to check. */
const BUNDLE = join(__dirname, 'run.bundle.js');

async function commandLine(): Promise<typeof CommandLine> {
  if (!existsSync(BUNDLE)) return import('./run');
  enableCompileCache();
  return (await import(BUNDLE)) as typeof CommandLine;
}

/** A reader that has seen enough (`| head`) is no failure: the run ends as it would have, and so does its clean-up. */
function onOutputError({ code, message }: NodeJS.ErrnoException): void {
  if (code === 'EPIPE') return;
  process.stderr.write(`cdk8s-net: cannot write what was found: ${message}\n`);
  process.exitCode = 2;
}

process.stdout.on('error', onOutputError);
process.stderr.on('error', () => {});

void commandLine()
  .then(({ main }) => main(process.argv.slice(2)))
  .then((code) => (process.exitCode ??= code));
