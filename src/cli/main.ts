#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { enableCompileCache } from './compile-cache';
import type * as CommandLine from './run';

/**
 * What `check` needs, in one file, as `npm run compile` leaves it beside this one: to load 200 takes longer than to check. All
 * others have the command line in one file, and load what they do.
 */
const BUNDLE = join(__dirname, process.argv[2] === 'check' ? 'check.bundle.js' : 'run.bundle.js');

async function commandLine(): Promise<typeof CommandLine> {
  if (!existsSync(BUNDLE)) return import('./run');
  enableCompileCache();
  return (await import(BUNDLE)) as typeof CommandLine;
}

async function cannotBeLoaded(error: unknown): Promise<void> {
  const { tellFailure } = await import('./failure');
  tellFailure(error, process.argv.includes('--debug'));
  process.exitCode = 2;
}

void commandLine().then(({ runProcess }) => runProcess(), cannotBeLoaded);
