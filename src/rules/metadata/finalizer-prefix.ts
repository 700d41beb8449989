import { groupOf, isOwnGroup } from '../../model/api-kinds';
import { goQuote } from '../../terms/go-quote';
import { widget } from '../custom-resource/examples';
import { defineRule } from '../rule';
import { STANDARD_FINALIZERS } from './finalizers';

const ANY = '{ type: object }';

export const finalizerPrefix = defineRule({
  id: 'metadata/finalizer-prefix',
  source: 'apiserver',
  stage: 'warn',
  severity: 'warning',
  kinds: ['*'],
  field: 'metadata.finalizers',
  summary: 'A finalizer of a custom resource has the prefix of its controller.',
  why: 'kube-apiserver takes custom resources with finalizers without a prefix, and warns: two controllers may mean the same name. Of its own kinds it refuses them.',
  fix: 'Write it as domain/name.',
  passing: [
    {
      title: 'A finalizer of a controller',
      manifests: widget(ANY, '{}', 'name: first, finalizers: [example.com/cleanup]'),
    },
  ],
  failing: [
    {
      title: 'A name without a prefix',
      manifests: widget(ANY, '{}', 'name: first, finalizers: [cleanup]'),
      path: 'metadata.finalizers[0]',
      kind: 'Ignored',
    },
  ],
  *check(object, { object: { apiVersion } }) {
    if (isOwnGroup(groupOf(apiVersion))) return;
    const list = object.at('metadata', 'finalizers');
    const told = new Set<string>();
    for (const name of [...list.items()].sort((a, b) => (a.text < b.text ? -1 : 1))) {
      const { text } = name;
      if (text.includes('/') || STANDARD_FINALIZERS.includes(text) || told.has(text)) continue;
      told.add(text);
      const advice =
        'prefer a domain-qualified finalizer name to avoid accidental conflicts with other finalizer writers';
      yield name.ignored(`${list.path}: ${goQuote(text)}: ${advice}`);
    }
  },
});
