import { configMap } from '../example';
import { defineRule } from '../rule';

export const resourceVersion = defineRule({
  id: 'metadata/resource-version',
  source: 'apiserver',
  stage: 'store',
  severity: 'error',
  kinds: ['*'],
  field: 'metadata.resourceVersion',
  summary: 'An object that is to be created has no resourceVersion.',
  why: 'kube-apiserver answers 500: the field says which stored version an update is for (apiserver/pkg/storage/etcd3). It comes from manifests that were read from a cluster.',
  fix: 'Leave metadata.resourceVersion out.',
  passing: [{ title: 'No resourceVersion', manifests: configMap('name: a') }],
  failing: [
    {
      title: 'A manifest that was read from a cluster',
      manifests: configMap("name: a\nresourceVersion: '48151'"),
      path: 'metadata.resourceVersion',
      kind: 'InternalError',
    },
  ],
  *check(object) {
    const given = object.at('metadata', 'resourceVersion');
    // Zero means any version, and what is not a number of 64 bits is taken for none.
    const [, digits = ''] = /^0*([1-9]\d*)$/.exec(given.text) ?? [];
    if (digits === '' || digits.length > 20 || BigInt(digits) >> 64n !== 0n) return;
    yield given.internalError('resourceVersion should not be set on objects to be created');
  },
});
