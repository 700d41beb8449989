import { byteLength } from '../../terms/dns-name';
import { qualifiedNameErrors } from '../../terms/qualified-name';
import type { Cursor, Finding } from '../cursor';
import { configMap } from '../example';
import { defineRule } from '../rule';

const MAX_BYTES = 256 * 1024;

export const annotations = defineRule({
  id: 'metadata/annotations',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['*'],
  field: 'metadata.annotations',
  summary: 'Annotations have qualified names as keys, in any case, and at most 256 KiB together.',
  why: 'kube-apiserver validates the metadata of every object (ValidateAnnotations in apimachinery/pkg/api/validation).',
  fix: 'Correct the key: an optional DNS subdomain and a slash, then at most 63 letters, digits, -, _ and dots; keep long texts in a ConfigMap.',
  passing: [
    {
      title: 'Any text as a value',
      manifests: configMap("name: a\nannotations: { Example.com/Note: 'Grüße, 100 %' }"),
    },
  ],
  failing: [
    {
      title: 'A space in a key',
      manifests: configMap("name: a\nannotations: { 'my note': x }"),
      path: 'metadata.annotations',
      kind: 'Invalid',
    },
  ],
  check: (object, { minor }) => checkAnnotations(object.at('metadata', 'annotations'), minor),
});

/** What is wrong with a map of annotations; the API server names the map, not the entry. */
export function* checkAnnotations(map: Cursor, minor: number): Iterable<Finding> {
  let bytes = 0;
  for (const [key, { text }] of map.entries()) {
    for (const error of qualifiedNameErrors(key.toLowerCase(), minor)) yield map.invalid(error, {}, key);
    bytes += byteLength(key) + byteLength(text);
  }
  if (bytes > MAX_BYTES) yield map.tooLong(MAX_BYTES);
}
