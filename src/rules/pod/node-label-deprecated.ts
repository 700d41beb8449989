import { labelValueErrors } from '../../terms/qualified-name';
import type { Cursor, Finding } from '../cursor';
import { pod } from '../example';
import { definePodRule } from './pod-rule';

const use = (version: string, label: string) => `deprecated since ${version}; use "${label}" instead`;

const DEPRECATED: Readonly<Record<string, string>> = {
  'beta.kubernetes.io/arch': use('v1.14', 'kubernetes.io/arch'),
  'beta.kubernetes.io/os': use('v1.14', 'kubernetes.io/os'),
  'failure-domain.beta.kubernetes.io/region': use('v1.17', 'topology.kubernetes.io/region'),
  'failure-domain.beta.kubernetes.io/zone': use('v1.17', 'topology.kubernetes.io/zone'),
  'beta.kubernetes.io/instance-type': use('v1.17', 'node.kubernetes.io/instance-type'),
  'app.kubernetes.io/created-by': 'deprecated since v1.9',
  'scheduler.alpha.kubernetes.io/preferAvoidPods': 'deprecated since v1.22; use Taints and Tolerations instead',
  'node-role.kubernetes.io/master': 'use "node-role.kubernetes.io/control-plane" instead',
};

/** From this minor version on, preferences with values that no label can have are warned of. */
const VALUES_SINCE = 33;

const WEB = 'containers: [{ name: web, image: web }]';

export const nodeLabelDeprecated = definePodRule({
  id: 'pod/node-label-deprecated',
  stage: 'warn',
  severity: 'info',
  summary: 'Nodes are chosen by labels that are not deprecated, and preferred by values that a label can have.',
  why: 'kube-apiserver warns (warningsForPodSpecAndMeta in pkg/api/pod, GetWarningsForNodeSelectorTerm in pkg/api/node): nodes of later versions do not carry the old labels.',
  fix: 'Write the label that the message proposes.',
  passing: [{ title: 'The label of today', manifests: pod(`nodeSelector: { kubernetes.io/os: linux }\n${WEB}`) }],
  failing: [
    {
      title: 'A label from before Kubernetes 1.14',
      manifests: pod(`nodeSelector: { beta.kubernetes.io/os: linux }\n${WEB}`),
      path: 'spec.nodeSelector[beta.kubernetes.io/os]',
      kind: 'Ignored',
    },
  ],
  *check(pod, { minor }) {
    for (const [key, entry] of pod.at('spec', 'nodeSelector').entries()) {
      const message = messageOf(key);
      if (message !== undefined) yield entry.ignored(`${entry.path}: ${message}`);
    }
    const affinity = pod.at('spec', 'affinity', 'nodeAffinity');
    for (const term of affinity.at('requiredDuringSchedulingIgnoredDuringExecution', 'nodeSelectorTerms').items()) {
      yield* checkTerm(term);
    }
    for (const preferred of affinity.at('preferredDuringSchedulingIgnoredDuringExecution').items()) {
      yield* checkTerm(preferred.at('preference'));
      if (minor >= VALUES_SINCE) yield* checkValues(preferred.at('preference'), minor);
    }
  },
});

function* checkTerm(term: Cursor): Iterable<Finding> {
  for (const expression of term.at('matchExpressions').items()) {
    const key = expression.at('key');
    const message = messageOf(key.text);
    if (message !== undefined) yield key.ignored(`${key.path}: ${key.text} is ${message}`);
  }
}

function* checkValues(term: Cursor, minor: number): Iterable<Finding> {
  for (const expression of term.at('matchExpressions').items()) {
    for (const value of expression.at('values').items()) {
      for (const error of labelValueErrors(value.text, minor)) {
        yield value.ignored(`${value.path}: ${value.text} is invalid, ${error}`);
      }
    }
  }
}

function messageOf(label: string): string | undefined {
  return Object.hasOwn(DEPRECATED, label) ? DEPRECATED[label] : undefined;
}
