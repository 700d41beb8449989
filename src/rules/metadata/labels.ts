import { labelValueErrors, qualifiedNameErrors } from '../../terms/qualified-name';
import type { Cursor, Finding } from '../cursor';
import { configMap, service } from '../example';
import { defineRule } from '../rule';

export const labels = defineRule({
  id: 'metadata/labels',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['*'],
  field: 'metadata.labels',
  summary: 'Labels have qualified names as keys, and values of at most 63 letters, digits, -, _ and dots.',
  why: 'kube-apiserver validates the metadata of every object (ValidateLabels in apimachinery/pkg/apis/meta/v1/validation); selectors could not find other labels.',
  fix: 'Shorten the label, or keep the text in an annotation, which may hold anything.',
  passing: [
    {
      title: 'A prefix is a DNS subdomain',
      manifests: configMap("name: a\nlabels: { example.com/Tier: 'v1.2_x', empty: '' }"),
    },
  ],
  failing: [
    {
      title: 'A space in a value',
      manifests: configMap("name: a\nlabels: { owner: 'team a' }"),
      path: 'metadata.labels',
      kind: 'Invalid',
    },
    {
      title: 'Two slashes in a key',
      manifests: service('clusterIP: None', 'name: a\nlabels: { a/b/c: x }'),
      path: 'metadata.labels',
      kind: 'Invalid',
    },
  ],
  *check(object, { minor }) {
    yield* checkLabels(object.at('metadata', 'labels'), minor);
  },
});

/** What is wrong with a map of labels; the API server names the map, not the entry, and shows the entry's key or value. */
export function* checkLabels(map: Cursor, minor: number): Iterable<Finding> {
  for (const [key, entry] of map.entries()) {
    for (const error of qualifiedNameErrors(key, minor)) yield map.invalid(error, {}, key);
    for (const error of labelValueErrors(entry.text, minor)) yield map.invalid(error, {}, entry.value);
  }
}
