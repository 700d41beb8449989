import { configMap } from '../example';
import { defineRule } from '../rule';

export const duplicateOwner = defineRule({
  id: 'metadata/duplicate-owner',
  source: 'apiserver',
  stage: 'warn',
  severity: 'warning',
  kinds: ['*'],
  field: 'metadata.ownerReferences',
  summary: 'No two owner references have the same uid.',
  why: 'kube-apiserver keeps one of them and warns (dedupOwnerReferencesAndAddWarning in apiserver/pkg/endpoints/handlers).',
  fix: 'leave all but one out',
  passing: [
    {
      title: 'One reference for each owner',
      manifests: configMap('name: a\nownerReferences: [{ apiVersion: v1, kind: Pod, name: web, uid: 3f2a }]'),
    },
  ],
  failing: [
    {
      title: 'The same owner twice',
      manifests: configMap(
        'name: a\nownerReferences:\n' +
          '- { apiVersion: v1, kind: Pod, name: web, uid: 3f2a }\n' +
          '- { apiVersion: v1, kind: Pod, name: web, uid: 3f2a }',
      ),
      path: 'metadata.ownerReferences',
      kind: 'Ignored',
    },
  ],
  *check(object) {
    const list = object.at('metadata', 'ownerReferences');
    const [seen, repeated] = [new Set<string>(), new Set<string>()];
    for (const item of list.items()) {
      const { text } = item.at('uid');
      (seen.has(text) ? repeated : seen).add(text);
    }
    if (repeated.size === 0) return;
    yield list.ignored(
      '.metadata.ownerReferences contains duplicate entries; API server dedups owner references in 1.20+, and may reject ' +
        `such requests as early as 1.24; please fix your requests; duplicate UID(s) observed: ${[...repeated].join(', ')}`,
    );
  },
});
