import { pod } from '../example';
import { definePodRule } from './pod-rule';
import { countingHandlers, numberAt } from './pod-shape';

/** In seconds, where a Pod does not say. */
const DEFAULT_GRACE = 30;
/** From this minor version on, no sleep at all is a sleep (PodLifecycleSleepActionAllowZero). */
const ZERO_SINCE = 33;

export const sleep = definePodRule({
  id: 'pod/sleep',
  stage: 'validate',
  severity: 'error',
  summary: 'A hook sleeps no longer than terminationGracePeriodSeconds.',
  why: 'kube-apiserver refuses others (validateSleepAction in pkg/apis/core/validation): after that time the Pod is killed. A preStop hook that sleeps lets endpoints go before the Pod does.',
  fix: 'Raise terminationGracePeriodSeconds above the sleep, so that time is left for the container to end.',
  passing: [
    {
      title: 'Ten seconds of thirty',
      manifests: pod('containers: [{ name: web, image: web, lifecycle: { preStop: { sleep: { seconds: 10 } } } }]'),
    },
  ],
  failing: [
    {
      title: 'Longer than the grace period',
      manifests: pod('containers: [{ name: web, image: web, lifecycle: { preStop: { sleep: { seconds: 60 } } } }]'),
      path: 'spec.containers[0].lifecycle.preStop.sleep',
      kind: 'Invalid',
    },
  ],
  *check(pod, { minor }) {
    const period = pod.at('spec', 'terminationGracePeriodSeconds');
    const grace = period.present ? numberAt(period) : DEFAULT_GRACE;
    for (const handler of countingHandlers(pod, 'sleep')) {
      const seconds = numberAt(handler.at('seconds'));
      if (seconds <= grace && (seconds > 0 || (seconds === 0 && minor >= ZERO_SINCE))) continue;
      yield handler.invalid(
        `${boundOf(minor)} less than terminationGracePeriodSeconds (${grace})${hintOf(minor)}`,
        {},
        seconds,
      );
    }
  },
});

function boundOf(minor: number): string {
  return minor >= ZERO_SINCE ? 'must be non-negative and' : 'must be greater than 0 and';
}

/** Kubernetes 1.32 knows the feature, but has it switched off. */
function hintOf(minor: number): string {
  return minor === 32 ? '. Enable AllowPodLifecycleSleepActionZeroValue feature gate for zero sleep.' : '';
}
