import { batch, pod, workload } from '../example';
import { definePodRule } from './pod-rule';

const POLICIES = ['Always', 'OnFailure', 'Never'];
/** Of Jobs, which end. */
const ENDING = ['OnFailure', 'Never'];
/** Of the Pods of all other controllers. */
const LASTING = ['Always'];

const TEMPLATE =
  'selector: { matchLabels: { app: web } }\ntemplate:\n  metadata: { labels: { app: web } }\n  spec: { restartPolicy: OnFailure, containers: [{ name: web, image: web }] }';

export const restartPolicy = definePodRule({
  id: 'pod/restart-policy',
  stage: 'validate',
  severity: 'error',
  summary:
    'restartPolicy is Always, OnFailure or Never; the Pods of Jobs end, so that it is not Always, and those of other controllers do not, so that it is.',
  why: 'kube-apiserver refuses others (validateRestartPolicy in pkg/apis/core/validation, and the validation of each controller). The default is Always, so that the Pods of a Job need another one.',
  fix: 'Leave it out, or write Never or OnFailure for a Job.',
  passing: [
    { title: 'A Pod that ends', manifests: pod('restartPolicy: Never\ncontainers: [{ name: web, image: web }]') },
    {
      title: 'A Job',
      manifests: batch(
        'Job',
        'template: { spec: { restartPolicy: OnFailure, containers: [{ name: web, image: web }] } }',
      ),
    },
  ],
  failing: [
    {
      title: 'Not a policy',
      manifests: pod('restartPolicy: always\ncontainers: [{ name: web, image: web }]'),
      path: 'spec.restartPolicy',
      kind: 'NotSupported',
    },
    {
      title: 'A Deployment whose Pods end',
      manifests: workload('Deployment', TEMPLATE),
      path: 'spec.template.spec.restartPolicy',
      kind: 'NotSupported',
    },
    {
      title: 'A Job with the default',
      manifests: batch('Job', 'template: { spec: { containers: [{ name: web, image: web }] } }'),
      path: 'spec.template.spec.restartPolicy',
      kind: 'Required',
    },
  ],
  *check(pod, { object: { kind } }) {
    const policy = pod.at('spec', 'restartPolicy');
    const { text } = policy;
    if (text !== '' && !POLICIES.includes(text)) yield policy.notSupported(POLICIES);
    if (kind === 'Job' || kind === 'CronJob') {
      if (text === '' || text === 'Always') yield policy.required('valid values: "OnFailure", "Never"');
      else if (!ENDING.includes(text)) yield policy.notSupported(ENDING);
    } else if (kind !== 'Pod' && text !== '' && text !== 'Always') {
      yield policy.notSupported(LASTING);
    }
  },
});
