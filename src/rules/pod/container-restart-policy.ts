import type { Cursor, Finding } from '../cursor';
import { pod, podWith } from '../example';
import { definePodRule } from './pod-rule';

/** The version that knows the feature ContainerRestartRules but has it switched off: it drops whatever it does not take. */
const DROPPED = 34;
const POLICIES = ['Always', 'Never', 'OnFailure'];

export const containerRestartPolicy = definePodRule({
  id: 'pod/container-restart-policy',
  stage: 'validate',
  severity: 'error',
  summary:
    'The restartPolicy of an init container is Always, which makes it a sidecar; from Kubernetes 1.35 on every container may have Always, OnFailure or Never.',
  why: 'kube-apiserver refuses others (validateInitContainerRestartPolicy and validateContainers in pkg/apis/core/validation).',
  fix: 'Write Always on a sidecar among the init containers, and leave it out elsewhere.',
  passing: [
    {
      title: 'A sidecar',
      manifests: pod(
        'initContainers: [{ name: proxy, image: proxy, restartPolicy: Always }]\ncontainers: [{ name: web, image: web }]',
      ),
    },
  ],
  failing: [
    {
      title: 'An init container that is not restarted, in Kubernetes 1.33',
      manifests: pod(
        'initContainers: [{ name: setup, image: setup, restartPolicy: Never }]\ncontainers: [{ name: web, image: web }]',
      ),
      options: { kubernetesVersion: '1.33' },
      path: 'spec.initContainers[0].restartPolicy',
      kind: 'NotSupported',
    },
    {
      title: 'An ordinary container, in Kubernetes 1.33',
      manifests: podWith('restartPolicy: Always'),
      options: { kubernetesVersion: '1.33' },
      path: 'spec.containers[0].restartPolicy',
      kind: 'Forbidden',
    },
  ],
  *check(pod, { minor }) {
    if (minor === DROPPED) return;
    const anyContainer = minor > DROPPED;
    for (const container of pod.at('spec', 'containers').items()) {
      const policy = container.at('restartPolicy');
      if (anyContainer) yield* checkPolicy(policy, POLICIES);
      else if (policy.present) yield policy.forbidden('may not be set for non-init containers');
    }
    for (const container of pod.at('spec', 'initContainers').items()) {
      yield* checkPolicy(container.at('restartPolicy'), anyContainer ? POLICIES : ['Always']);
    }
  },
});

function* checkPolicy(policy: Cursor, policies: readonly string[]): Iterable<Finding> {
  if (policy.present && !policies.includes(policy.text)) yield policy.notSupported(policies);
}
