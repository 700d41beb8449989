import { pod, workload } from '../example';
import { definePodRule } from './pod-rule';
import { numberAt } from './pod-shape';

const MAX_SECONDS = 2 ** 31 - 1;

/** As whom the API server speaks of a controller: Deployments are validated by the code of ReplicaSets. */
const SPEAKER: Readonly<Record<string, string>> = {
  Deployment: 'ReplicaSet',
  ReplicaSet: 'ReplicaSet',
  StatefulSet: 'StatefulSet',
  DaemonSet: 'DaemonSet',
  ReplicationController: 'ReplicationController',
};

export const activeDeadline = definePodRule({
  id: 'pod/active-deadline',
  stage: 'validate',
  severity: 'error',
  field: 'spec.activeDeadlineSeconds',
  summary: 'activeDeadlineSeconds is positive, and only Pods that end have it.',
  why: 'kube-apiserver refuses others (ValidatePodSpec in pkg/apis/core/validation, and the validation of each controller): a controller would replace the Pods that reached their deadline for ever.',
  fix: 'Leave it out; use a Job for Pods that end.',
  passing: [
    {
      title: 'A Pod that ends within a minute',
      manifests: pod('activeDeadlineSeconds: 60\ncontainers: [{ name: web, image: web }]'),
    },
  ],
  failing: [
    {
      title: 'No time at all',
      manifests: pod('activeDeadlineSeconds: 0\ncontainers: [{ name: web, image: web }]'),
      path: 'spec.activeDeadlineSeconds',
      kind: 'Invalid',
    },
    {
      title: 'Pods of a Deployment',
      manifests: workload(
        'Deployment',
        'selector: { matchLabels: { app: web } }\ntemplate:\n  metadata: { labels: { app: web } }\n  spec: { activeDeadlineSeconds: 60, containers: [{ name: web, image: web }] }',
      ),
      path: 'spec.template.spec.activeDeadlineSeconds',
      kind: 'Forbidden',
    },
  ],
  *check(pod, { object: { kind } }) {
    const deadline = pod.at('spec', 'activeDeadlineSeconds');
    const seconds = numberAt(deadline);
    if (seconds < 1 || seconds > MAX_SECONDS) {
      yield deadline.invalid(`must be between 1 and ${MAX_SECONDS}, inclusive`);
    }
    const speaker = SPEAKER[kind];
    if (speaker !== undefined) yield deadline.forbidden(`activeDeadlineSeconds in ${speaker} is not Supported`);
  },
});
