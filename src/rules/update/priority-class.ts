import { defineUpdateRule, immutable, isSame } from '../update-rule';
import { document } from './examples';

const priority = (value: number) => document('scheduling.k8s.io/v1', 'PriorityClass', [`value: ${value}`]);

export const priorityClass = defineUpdateRule({
  id: 'update/priority-class',
  kinds: ['PriorityClass'],
  summary: 'Value and preemptionPolicy of a PriorityClass stay as they are.',
  why: 'kube-apiserver refuses changes (ValidatePriorityClassUpdate in pkg/apis/scheduling/validation).',
  fix: 'Make a PriorityClass of another name.',
  passing: [{ title: 'The same', old: priority(1), manifests: priority(1) }],
  failing: [{ title: 'Another value', old: priority(1), manifests: priority(2), path: 'value', kind: 'Forbidden' }],
  *check(after, before) {
    const value = after.at('value');
    if (!isSame(value.value, before.at('value').value)) yield value.forbidden('may not be changed in an update.');
    yield* immutable(after.at('preemptionPolicy'), before.at('preemptionPolicy'));
  },
});
