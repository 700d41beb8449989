import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ManifestError } from '../../model/manifest-error';
import { parseManifests } from '../../model/parse-manifests';
import { isObject, stringOr } from '../../terms/json';
import { readText } from './read-text';

/** What a kustomization says of other files. */
export interface Kustomization {
  readonly file: string;
  readonly folder: string;
  /** A Component is a part of kustomizations, and cannot be built alone. */
  readonly isComponent: boolean;
  /** Folders of the kustomizations that it takes in. */
  readonly bases: readonly string[];
  /** Files with objects. */
  readonly resources: readonly string[];
  /** Every other file that it names: patches, values, configuration. None of them is an object of its own. */
  readonly parts: readonly string[];
}

/** Reads a kustomization; undefined for a file of another kind (Flux has one too), or one that cannot be read. */
export function readKustomization(file: string): Kustomization | undefined {
  const [content, ...more] = parsed(file);
  if (content === undefined || more.length > 0) return undefined;
  const apiVersion = stringOr(content.apiVersion, GROUP);
  if (!apiVersion.startsWith(GROUP)) return undefined;
  const folder = dirname(file);
  const named = RESOURCES.flatMap((field) => textsIn(content[field]).map((path) => join(folder, path)));
  const parts = Object.entries(content)
    .filter(([field]) => !RESOURCES.includes(field))
    .flatMap(([, value]) => textsIn(value))
    // Generators may say `key=path`.
    .map((path) => join(folder, path.slice(path.indexOf('=') + 1)));
  const bases = named.filter((path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true);
  const resources = named.filter((path) => !bases.includes(path));
  return { file, folder, isComponent: content.kind === 'Component', bases, resources, parts };
}

const GROUP = 'kustomize.config.k8s.io/';
const RESOURCES = ['resources', 'bases', 'components'];

function parsed(file: string) {
  try {
    return parseManifests(readText(file), { source: file });
  } catch (error) {
    if (error instanceof ManifestError) return [];
    throw error;
  }
}

/** Every text of one line in a value: a path may stand in any of them. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.includes('\n') || value.length > MAX_PATH_LENGTH ? [] : [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isObject(value) ? Object.values(value).flatMap(textsIn) : [];
}

const MAX_PATH_LENGTH = 1000;
