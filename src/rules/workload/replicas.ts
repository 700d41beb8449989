import { workload } from '../example';
import { numberAt } from '../pod/pod-shape';
import { defineRule } from '../rule';
import { CONTROLLER, jobSpecOf } from './workload-shape';

const COUNTS = ['replicas', 'minReadySeconds', 'parallelism', 'completions', 'progressDeadlineSeconds'];

export const replicas = defineRule({
  id: 'workload/replicas',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'ReplicationController', 'Job', 'CronJob'],
  summary: 'The numbers of a workload, of Pods, seconds and ordinals, are not negative.',
  why: 'kube-apiserver refuses others (ValidateNonnegativeField in the validation of each controller).',
  fix: 'Write 0 for no Pods, or leave the number out for its default.',
  passing: [{ title: 'No Pods for now', manifests: workload('Deployment', `replicas: 0\n${CONTROLLER}`) }],
  failing: [
    {
      title: 'Less than none',
      manifests: workload('Deployment', `replicas: -1\n${CONTROLLER}`),
      path: 'spec.replicas',
      kind: 'Invalid',
    },
    {
      title: 'A negative ordinal',
      manifests: workload('StatefulSet', `ordinals: { start: -1 }\n${CONTROLLER}`),
      path: 'spec.ordinals.start',
      kind: 'Invalid',
    },
  ],
  *check(object, { object: { kind } }) {
    const spec = jobSpecOf(object, kind);
    const start = kind === 'StatefulSet' ? [spec.at('ordinals', 'start')] : [];
    for (const count of [...COUNTS.map((name) => spec.at(name)), ...start]) {
      if (numberAt(count) < 0) yield count.invalid('must be greater than or equal to 0');
    }
  },
});
