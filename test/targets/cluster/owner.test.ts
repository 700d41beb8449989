import { Aliases } from '../../../src/targets/cluster/aliases';
import type { StoredPod } from '../../../src/targets/cluster/objects';
import { ownerOf } from '../../../src/targets/cluster/owner';

const pod = (kind: string | undefined, owner: string, labels = {}): StoredPod => ({
  metadata: {
    name: 'web-abc',
    namespace: 'shop',
    labels,
    ...(kind === undefined ? {} : { ownerReferences: [{ kind, name: owner, controller: true }] }),
  },
  spec: {},
});

test.each([
  [undefined, 'web', {}, 'Pod/shop/web-abc'],
  ['StatefulSet', 'web', {}, 'StatefulSet/shop/web'],
  ['ReplicaSet', 'web-5d4', { 'pod-template-hash': '5d4' }, 'Deployment/shop/web'],
  ['ReplicaSet', 'web', {}, 'ReplicaSet/shop/web'],
])('a Pod of %s %s is owned by what the manifests declare', (kind, owner, labels, expected) => {
  expect(ownerOf(pod(kind, owner, labels), new Aliases([], {}))).toBe(expected);
});
