import { isObject } from '../../terms/json';
import { defineUpdateRule, immutable, isSame } from '../update-rule';
import { document } from './examples';

const claim = (className: string) =>
  document('v1', 'PersistentVolumeClaim', [
    `spec: { storageClassName: ${className}, accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }`,
  ]);

export const persistentVolumeClaim = defineUpdateRule({
  id: 'update/persistent-volume-claim',
  kinds: ['PersistentVolumeClaim'],
  field: 'spec',
  summary: 'The spec of a PersistentVolumeClaim stays as it is, but for its requests and volumeAttributesClassName.',
  why: 'kube-apiserver refuses other changes (ValidatePersistentVolumeClaimUpdate in pkg/apis/core/validation). Whether a request may grow depends on the volume that is bound to it.',
  fix: 'Make a claim of another name, and move the data.',
  passing: [{ title: 'The same', old: claim('fast'), manifests: claim('fast') }],
  failing: [{ title: 'Another class', old: claim('fast'), manifests: claim('slow'), path: 'spec', kind: 'Forbidden' }],
  *check(after, before) {
    const spec = after.at('spec');
    if (!isSame(fixedOf(spec.value), fixedOf(before.at('spec').value))) {
      const { value: _, ...finding } = spec.forbidden(
        'spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims',
      );
      yield finding;
    }
    for (const finding of immutable(spec.at('volumeMode'), before.at('spec', 'volumeMode'))) {
      yield { ...finding, path: 'volumeMode' };
    }
  },
});

function fixedOf(spec: unknown): unknown {
  if (!isObject(spec)) return spec;
  const { resources, volumeAttributesClassName: _, ...fixed } = spec;
  const { requests: __, ...others } = isObject(resources) ? resources : {};
  return { ...fixed, resources: others };
}
