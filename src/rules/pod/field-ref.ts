import { qualifiedNameErrors } from '../../terms/qualified-name';
import type { Cursor, Finding } from '../cursor';

/** The fields of a Pod that a variable can have. */
const SUPPORTED = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
];

/** The fields that have a name at all, those of the first list among them. */
const KNOWN: ReadonlySet<string> = new Set([
  ...SUPPORTED,
  'metadata.annotations',
  'metadata.labels',
  'spec.restartPolicy',
  'spec.schedulerName',
  'status.phase',
]);

/** An old name of a field. */
const RENAMED: ReadonlyMap<string, string> = new Map([['spec.host', 'spec.nodeName']]);

/** What the API server says of the field of a Pod that a variable names (validateObjectFieldSelector in pkg/apis/core/validation). */
export function* fieldRefFindings(reference: Cursor, minor: number): Iterable<Finding> {
  const [version, path] = [reference.at('apiVersion').text, reference.at('fieldPath')];
  if (path.text === '') {
    yield path.required();
    return;
  }
  const { map, key = '' } = subscriptIn(path.text);
  const problem = conversionProblem(version, path.text, map);
  if (problem !== undefined) {
    yield path.invalid(`error converting fieldPath: ${problem}`);
    return;
  }
  if (map !== undefined) {
    const name = map === 'metadata.annotations' ? key.toLowerCase() : key;
    for (const error of qualifiedNameErrors(name, minor)) yield reference.invalid(error, {}, name);
    return;
  }
  const field = RENAMED.get(path.text) ?? path.text;
  if (!SUPPORTED.includes(field)) yield path.notSupported(SUPPORTED);
}

/** `metadata.labels['app']` -> map `metadata.labels`, key `app`; what begins with a subscript has none to the API server. */
function subscriptIn(path: string): { readonly map?: string; readonly key?: string } {
  const at = path.slice(0, -"']".length).indexOf("['");
  if (at < 1 || !path.endsWith("']")) return {};
  return { map: path.slice(0, at), key: path.slice(at + "['".length, -"']".length) };
}

function conversionProblem(version: string, path: string, map: string | undefined): string | undefined {
  if (version !== '' && version !== 'v1') return `unsupported pod version: ${version}`;
  if (map !== undefined) {
    const subscripted = map === 'metadata.annotations' || map === 'metadata.labels';
    return subscripted ? undefined : `field label does not support subscript: ${path}`;
  }
  return KNOWN.has(path) || RENAMED.has(path) ? undefined : `field label not supported: ${path}`;
}
