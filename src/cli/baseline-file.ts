import { existsSync } from 'node:fs';
import type { Baseline, KnownFinding } from '../diagnostics/baseline';
import { BASELINE_SCHEMA, baselineOf, compareWithBaseline } from '../diagnostics/baseline';
import type { Diagnostic } from '../diagnostics/diagnostic';
import { readRegularFile } from '../runtime/regular-file';
import { problemIn } from '../terms/json-schema';
import { printableJson } from '../terms/printable';
import { destinationOf } from './destination';
import { UsageError } from './usage-error';

/** What `check` is told about its baseline. */
export interface BaselineFlags {
  /** Default: there is none. */
  readonly baseline?: string;
  readonly writeBaseline?: boolean;
}

/** Findings that are left when those of a baseline are taken out, and what to tell about the others. */
export interface Weighed {
  readonly diagnostics: readonly Diagnostic[];
  /** How many were taken out. */
  readonly known: number;
  readonly notes: readonly string[];
}

/** Takes out what the baseline knows; writes it first, if that is asked for. Throws a UsageError for one that cannot be used. */
export async function weighAgainstBaseline(
  diagnostics: readonly Diagnostic[],
  { baseline: file, writeBaseline = false }: BaselineFlags,
): Promise<Weighed> {
  if (file === undefined) {
    if (writeBaseline)
      throw new UsageError('--write-baseline: name the file, with --baseline FILE or in the configuration');
    return { diagnostics, known: 0, notes: [] };
  }
  if (writeBaseline) {
    await write(file, baselineOf(diagnostics));
    return {
      diagnostics: [],
      known: diagnostics.length,
      notes: [`wrote ${counted(diagnostics.length, 'finding')} to ${file}`],
    };
  }
  const { fresh, known, gone } = compareWithBaseline(diagnostics, read(file));
  return { diagnostics: fresh, known, notes: [...tellKnown(known, file), ...tellGone(gone, file)] };
}

function read(file: string): Baseline {
  if (!existsSync(file))
    throw new UsageError(`--baseline ${file}: there is no such file; write it with --write-baseline`);
  const value = parse(textOf(file), file);
  const problem = problemIn(value, BASELINE_SCHEMA);
  if (problem === undefined) return value as Baseline;
  const { path, bound, remedy } = problem;
  const given = problem.value === undefined ? '' : `${JSON.stringify(problem.value)} `;
  const place = path === '' ? '' : `${path}: `;
  throw new UsageError(
    `--baseline ${file}: ${place}${given}${bound}; ${remedy}, or write it anew with --write-baseline`,
  );
}

function textOf(file: string): string {
  try {
    return readRegularFile(file);
  } catch (error) {
    throw new UsageError(`--baseline ${file}: cannot be read: ${(error as Error).message}`);
  }
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const remedy = 'write it anew with --write-baseline';
    throw new UsageError(`--baseline ${file}: is not JSON: ${(error as Error).message}; ${remedy}`);
  }
}

async function write(file: string, baseline: Baseline): Promise<void> {
  try {
    await destinationOf(file).write(printableJson(baseline));
  } catch (error) {
    throw new UsageError(`--baseline ${file}: cannot be written: ${(error as Error).message}`);
  }
}

function tellKnown(known: number, file: string): readonly string[] {
  return known === 0 ? [] : [`left out ${counted(known, 'finding')} that ${file} knows`];
}

function tellGone([first, ...more]: readonly KnownFinding[], file: string): readonly string[] {
  if (first === undefined) return [];
  const others = more.length === 0 ? '' : ` and ${more.length} more`;
  return [
    `${file} has what is no longer found, ${first.rule} of ${first.object}${others}: write it anew with --write-baseline`,
  ];
}

function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}
