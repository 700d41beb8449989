import { relative } from 'node:path';
import type { SourcePosition } from '../diagnostics/diagnostic';
import { ManifestError } from '../model/manifest-error';
import { parseManifests, positionOf } from '../model/parse-manifests';
import { isSpecial, readRegularFile } from '../runtime/regular-file';
import { CannotRunTypeScript, requireModule } from '../runtime/require-module';
import { isObject } from '../terms/json';
import { ConfigError } from './config-error';

/** What a configuration holds, before anybody has looked at it. */
export interface ConfigSource {
  readonly value: unknown;
  /** Where something in it stands, as far as that is known. */
  placeOf(path: string): Pick<SourcePosition, 'source'> & Partial<SourcePosition>;
}

/**
 * Reads data, runs code, as the extension says.
 *
 * @param file absolute path
 * @throws ConfigError for a file that cannot be read or run, or has another extension
 */
export function readConfig(file: string): ConfigSource {
  if (/\.(json|ya?ml)$/.test(file)) return readData(file);
  if (/\.[cm]?[jt]s$/.test(file)) return runCode(file);
  const problem = 'has no extension of data or code';
  throw new ConfigError(
    { source: calledFrom(file) },
    '',
    problem,
    'name a file that ends with .yaml, .json, .ts or .js',
  );
}

/**
 * The default export of a module.
 *
 * @param file absolute path
 * @param place what names it
 * @param otherwise what to do where TypeScript cannot be run, beside installing what runs it
 */
export function exportedBy(file: string, place: ConfigError['place'], path = '', otherwise = ''): unknown {
  if (isSpecial(file)) throw new ConfigError(place, path, 'is not a regular file', 'name a module');
  try {
    const exported = requireModule(file);
    return isObject(exported) && 'default' in exported ? exported.default : exported;
  } catch (cause) {
    const [problem = ''] = String((cause as Partial<Error> | null)?.message ?? cause).split('\n');
    throw new ConfigError(place, path, `cannot be loaded: ${problem}`, `${remedyOf(cause)}${otherwise}`);
  }
}

function readData(file: string): ConfigSource {
  const source = calledFrom(file);
  try {
    const [value = {}, ...more] = parseManifests(textOf(file), { source });
    if (more.length === 0) return { value, placeOf: (path) => positionOf(value, path) ?? { source } };
  } catch (error) {
    if (error instanceof ManifestError)
      throw new ConfigError(error, '', error.reason, 'write a mapping of YAML or JSON');
    throw error;
  }
  throw new ConfigError({ source }, '', 'has several documents', 'write one');
}

function textOf(file: string): string {
  try {
    return readRegularFile(file);
  } catch (error) {
    const source = calledFrom(file);
    throw new ConfigError({ source }, '', `cannot be read: ${(error as Error).message}`, 'name a file of YAML or JSON');
  }
}

function runCode(file: string): ConfigSource {
  const place = { source: calledFrom(file) };
  const value = exportedBy(file, place, '', ', or write the configuration as cdk8s-net.config.yaml');
  return { value, placeOf: () => place };
}

function remedyOf(cause: unknown): string {
  if (cause instanceof CannotRunTypeScript) return cause.remedy;
  const { code } = cause as Partial<NodeJS.ErrnoException>;
  if (code === 'ERR_REQUIRE_ESM') return 'use Node 20.19 or newer, which requires ES modules';
  if (code === 'ERR_REQUIRE_ASYNC_MODULE') return 'leave await out at the top of the module';
  return 'correct the module';
}

/** How people who look at the working directory call a file. */
export function calledFrom(file: string): string {
  const path = relative(process.cwd(), file);
  return path.startsWith('..') ? file : path;
}
