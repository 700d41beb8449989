import { defineUpdateRule, isSame } from '../update-rule';
import { configMap } from './examples';

const FIXED = configMap('immutable: true', 'data: { a: b }');

export const immutableData = defineUpdateRule({
  id: 'update/immutable-data',
  kinds: ['ConfigMap', 'Secret'],
  field: 'metadata',
  summary: 'A ConfigMap or Secret that is immutable keeps its data, and stays immutable.',
  why: 'kube-apiserver refuses changes (ValidateConfigMapUpdate and ValidateSecretUpdate in pkg/apis/core/validation).',
  fix: 'Give each version a name of its own, as kustomize does with its generators, and have the workloads name the new one.',
  passing: [
    { title: 'One that is not', old: configMap('data: { a: b }'), manifests: configMap('data: { a: c }') },
    { title: 'From now on', old: configMap('data: { a: b }'), manifests: FIXED },
  ],
  failing: [
    {
      title: 'Another value',
      old: FIXED,
      manifests: configMap('immutable: true', 'data: { a: c }'),
      path: 'data',
      kind: 'Forbidden',
    },
    { title: 'No more', old: FIXED, manifests: configMap('data: { a: b }'), path: 'immutable', kind: 'Forbidden' },
  ],
  *check(after, before) {
    if (before.at('immutable').value !== true) return;
    for (const field of ['immutable', 'data', 'binaryData']) {
      const now = after.at(field);
      if (isSame(now.value, before.at(field).value)) continue;
      const { value: _, ...finding } = now.forbidden('field is immutable when `immutable` is set');
      yield finding;
    }
  },
});
