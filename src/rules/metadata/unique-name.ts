import { describeRef } from '../../terms/object-ref';
import { configMap, service, stream } from '../example';
import { defineRule } from '../rule';

export const uniqueName = defineRule({
  id: 'metadata/unique-name',
  source: 'apiserver',
  stage: 'store',
  severity: 'error',
  kinds: ['*'],
  facts: 'exists',
  summary: 'No two objects of a kind have the same name in a namespace.',
  why: 'kube-apiserver answers 409 to the create of the second; kubectl apply takes it for a new version of the first, which it overwrites.',
  fix: 'Rename one of them, or leave it out.',
  passing: [
    {
      title: 'The same name in two namespaces, or of two kinds',
      manifests: stream(
        service('clusterIP: None', 'name: web\nnamespace: a'),
        service('clusterIP: None', 'name: web\nnamespace: b'),
        configMap('name: web\nnamespace: a'),
      ),
    },
  ],
  failing: [
    {
      title: 'One name twice',
      manifests: stream(service('clusterIP: None'), service('ports: [{ port: 80 }]')),
      path: 'metadata.name',
      kind: 'Duplicate',
    },
  ],
  *check(object, { object: ref }) {
    yield object.at('metadata', 'name').duplicate({ why: `${describeRef(ref)} is in the input already.` });
  },
});
