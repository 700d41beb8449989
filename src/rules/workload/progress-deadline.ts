import { workload } from '../example';
import { numberAt } from '../pod/pod-shape';
import { defineRule } from '../rule';
import { CONTROLLER } from './workload-shape';

/** In seconds, where a Deployment does not say. */
const DEFAULT_DEADLINE = 600;

export const progressDeadline = defineRule({
  id: 'workload/progress-deadline',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['Deployment'],
  summary: 'A Deployment waits longer for progress than for a Pod to have been ready.',
  why: 'kube-apiserver refuses others (ValidateDeploymentSpec in pkg/apis/apps/validation): no Pod would be available before the deadline, which is after ten minutes by default.',
  fix: 'Raise progressDeadlineSeconds above minReadySeconds.',
  passing: [{ title: 'Ten seconds', manifests: workload('Deployment', `minReadySeconds: 10\n${CONTROLLER}`) }],
  failing: [
    {
      title: 'As long as the default',
      manifests: workload('Deployment', `minReadySeconds: 600\n${CONTROLLER}`),
      path: 'spec.progressDeadlineSeconds',
      kind: 'Invalid',
    },
  ],
  *check(object) {
    const deadline = object.at('spec', 'progressDeadlineSeconds');
    const seconds = deadline.present ? numberAt(deadline) : DEFAULT_DEADLINE;
    if (seconds > numberAt(object.at('spec', 'minReadySeconds'))) return;
    yield deadline.invalid('must be greater than minReadySeconds', {}, seconds);
  },
});
