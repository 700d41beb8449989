import type { Cursor, Finding } from '../cursor';
import { podWith } from '../example';
import { definePodRule } from './pod-rule';
import { numberAt, PROBES, runningContainersOf } from './pod-shape';

const TIMES = ['initialDelaySeconds', 'timeoutSeconds', 'periodSeconds', 'successThreshold', 'failureThreshold'];

export const probeTiming = definePodRule({
  id: 'pod/probe-timing',
  stage: 'validate',
  severity: 'error',
  summary:
    'The times and thresholds of probes are not negative; only a readiness probe asks for several successes, and it has no grace period.',
  why: 'kube-apiserver refuses others (validateProbe, validateLivenessProbe and validateReadinessProbe in pkg/apis/core/validation). 0 stands for the default: every 10 seconds, for a second, three failures.',
  fix: 'Leave successThreshold out of liveness and startup probes, and terminationGracePeriodSeconds out of readiness probes.',
  passing: [
    {
      title: 'Two successes until it is ready',
      manifests: podWith('readinessProbe: { httpGet: { port: 8080 }, periodSeconds: 5, successThreshold: 2 }'),
    },
  ],
  failing: [
    {
      title: 'Less than at once',
      manifests: podWith('readinessProbe: { httpGet: { port: 8080 }, initialDelaySeconds: -1 }'),
      path: 'spec.containers[0].readinessProbe.initialDelaySeconds',
      kind: 'Invalid',
    },
    {
      title: 'Two successes of a liveness probe',
      manifests: podWith('livenessProbe: { httpGet: { port: 8080 }, successThreshold: 2 }'),
      path: 'spec.containers[0].livenessProbe.successThreshold',
      kind: 'Invalid',
    },
    {
      title: 'A grace period of a readiness probe',
      manifests: podWith('readinessProbe: { httpGet: { port: 8080 }, terminationGracePeriodSeconds: 5 }'),
      path: 'spec.containers[0].readinessProbe.terminationGracePeriodSeconds',
      kind: 'Invalid',
    },
  ],
  *check(pod) {
    for (const container of runningContainersOf(pod)) {
      for (const name of PROBES) {
        const probe = container.at(name);
        if (probe.present) yield* checkProbe(probe, name === 'readinessProbe');
      }
    }
  },
});

function* checkProbe(probe: Cursor, isReadiness: boolean): Iterable<Finding> {
  for (const time of TIMES.map((name) => probe.at(name))) {
    if (numberAt(time) < 0) yield time.invalid('must be greater than or equal to 0');
  }
  const grace = probe.at('terminationGracePeriodSeconds');
  if (grace.present && numberAt(grace) <= 0) yield grace.invalid('must be greater than 0');
  if (isReadiness) {
    if (grace.present) yield grace.invalid('must not be set for readinessProbes');
    return;
  }
  const successes = probe.at('successThreshold');
  // 0 is the default, 1.
  if (numberAt(successes) !== 0 && numberAt(successes) !== 1) yield successes.invalid('must be 1');
}
