import { defineUpdateRule, immutable, isSame } from '../update-rule';
import { document } from './examples';

const storage = (provisioner: string) => document('storage.k8s.io/v1', 'StorageClass', [`provisioner: ${provisioner}`]);

export const storageClass = defineUpdateRule({
  id: 'update/storage-class',
  kinds: ['StorageClass'],
  summary: 'Provisioner, parameters, reclaimPolicy and volumeBindingMode of a StorageClass stay as they are.',
  why: 'kube-apiserver refuses changes (ValidateStorageClassUpdate in pkg/apis/storage/validation).',
  fix: 'Make a StorageClass of another name.',
  passing: [{ title: 'The same', old: storage('example.com/a'), manifests: storage('example.com/a') }],
  failing: [
    {
      title: 'Another provisioner',
      old: storage('example.com/a'),
      manifests: storage('example.com/b'),
      path: 'provisioner',
      kind: 'Forbidden',
    },
  ],
  *check(after, before) {
    for (const field of ['parameters', 'provisioner', 'reclaimPolicy']) {
      const now = after.at(field);
      if (isSame(now.value, before.at(field).value)) continue;
      yield now.forbidden(`updates to ${field} are forbidden.`);
    }
    yield* immutable(after.at('volumeBindingMode'), before.at('volumeBindingMode'));
  },
});
