import { isClusterScoped } from '../../model/manifest';
import { dnsLabelErrors } from '../../terms/dns-name';
import { configMap } from '../example';
import { defineRule } from '../rule';

export const namespace = defineRule({
  id: 'metadata/namespace',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['*'],
  field: 'metadata.namespace',
  summary: 'The namespace of an object is a DNS label.',
  why: 'No namespace of another name can exist, and kube-apiserver answers 404 to a create in a namespace that does not exist.',
  fix: 'Use at most 63 lower case letters, digits and inner hyphens.',
  passing: [{ title: 'A DNS label', manifests: configMap('name: a\nnamespace: team-a') }],
  failing: [
    {
      title: 'A dot',
      manifests: configMap('name: a\nnamespace: team.a'),
      path: 'metadata.namespace',
      kind: 'Invalid',
    },
  ],
  *check(object, { object: { kind } }) {
    const given = object.at('metadata', 'namespace');
    // Of cluster-scoped objects it is dropped.
    if (given.text === '' || isClusterScoped(kind)) return;
    for (const error of dnsLabelErrors(given.text)) yield given.invalid(error);
  },
});
