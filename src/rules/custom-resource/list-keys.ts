import { defineRule } from '../rule';
import { widget } from './examples';

const LIST =
  '{ type: object, properties: { parts: { type: array, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [name], items: { type: object, properties: { name: { type: string }, count: { type: integer } } } } } }';

export const listKeys = defineRule({
  id: 'custom-resource/list-keys',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['*'],
  facts: 'custom',
  summary: 'Lists of type map have no key twice, lists of type set no item.',
  why: 'kube-apiserver merges such lists by their keys (x-kubernetes-list-type in the definition), and refuses doubled ones.',
  fix: 'Leave all but one out, or give them other keys.',
  passing: [
    { title: 'Keys that differ', manifests: widget(LIST, '{ parts: [{ name: a, count: 1 }, { name: b, count: 1 }] }') },
  ],
  failing: [
    {
      title: 'A key twice',
      manifests: widget(LIST, '{ parts: [{ name: a, count: 1 }, { name: a, count: 2 }] }'),
      path: 'spec.parts[1]',
      kind: 'Duplicate',
    },
  ],
  *check(_object, { custom, minor }) {
    if (custom !== undefined) yield* custom.verdict(minor).listKeys;
  },
});
