import { WORKLOAD_KINDS } from '../../model/workload';
import { workload } from '../example';
import { definePodRule } from './pod-rule';
import { numberAt } from './pod-shape';

const withPeriod = (seconds: number) =>
  workload(
    'Deployment',
    `selector: { matchLabels: { app: web } }\ntemplate:\n  metadata: { labels: { app: web } }\n  spec: { terminationGracePeriodSeconds: ${seconds}, containers: [{ name: web, image: web }] }`,
  );

export const gracePeriod = definePodRule({
  id: 'pod/grace-period',
  stage: 'warn',
  severity: 'warning',
  // Of a Pod it is mended without a word.
  kinds: WORKLOAD_KINDS.filter((kind) => kind !== 'Pod'),
  field: 'spec.terminationGracePeriodSeconds',
  summary: 'terminationGracePeriodSeconds is not negative.',
  why: 'kube-apiserver warns (warningsForPodSpecAndMeta in pkg/api/pod) and takes it for one second.',
  fix: 'Leave it out for 30 seconds, or write how long the Pod may take to end.',
  passing: [{ title: 'A minute', manifests: withPeriod(60) }],
  failing: [
    {
      title: 'Less than nothing',
      manifests: withPeriod(-1),
      path: 'spec.template.spec.terminationGracePeriodSeconds',
      kind: 'Ignored',
    },
  ],
  *check(pod) {
    const period = pod.at('spec', 'terminationGracePeriodSeconds');
    if (numberAt(period) >= 0) return;
    yield period.ignored(`${period.path}: must be >= 0; negative values are invalid and will be treated as 1`);
  },
});
