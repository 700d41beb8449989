import type { Cursor, Finding } from '../cursor';
import { workload } from '../example';
import { checkLabelSelector, isUnderstood, printedSelector } from '../metadata/label-selector';
import { defineRule } from '../rule';
import { CONTROLLER, TEMPLATE } from './workload-shape';

/** As what the API server speaks of a controller: a ReplicaSet is a deployment to it. */
const SPEAKER: Readonly<Record<string, string>> = {
  Deployment: 'deployment',
  ReplicaSet: 'deployment',
  StatefulSet: 'statefulset',
  DaemonSet: 'daemonset',
};

/** What it adds to a selector that it cannot understand. */
const DETAIL: Readonly<Record<string, string>> = {
  Deployment: 'invalid label selector',
  ReplicaSet: 'invalid label selector',
  StatefulSet: '',
};

export const workloadSelector = defineRule({
  id: 'workload/selector',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'ReplicationController'],
  summary: 'A controller has a selector, which asks for something, in labels and expressions that a Pod can meet.',
  why: 'kube-apiserver refuses others (ValidateDeploymentSpec and others in pkg/apis/apps/validation): a controller counts the Pods that its selector selects as its own. The apps/v1 API has no default for it.',
  fix: 'Write selector.matchLabels with a label of the Pod template.',
  passing: [
    { title: 'A label', manifests: workload('Deployment', CONTROLLER) },
    {
      title: 'An expression',
      manifests: workload(
        'StatefulSet',
        `selector: { matchExpressions: [{ key: app, operator: In, values: [web, api] }] }\n${TEMPLATE}`,
      ),
    },
  ],
  failing: [
    { title: 'No selector', manifests: workload('Deployment', TEMPLATE), path: 'spec.selector', kind: 'Required' },
    {
      title: 'A selector of everything',
      manifests: workload('DaemonSet', `selector: {}\n${TEMPLATE}`),
      path: 'spec.selector',
      kind: 'Invalid',
    },
    {
      title: 'A value that no label has',
      manifests: workload('ReplicaSet', `selector: { matchLabels: { app: my web } }\n${TEMPLATE}`),
      path: 'spec.selector.matchLabels',
      kind: 'Invalid',
    },
    {
      title: 'No values',
      manifests: workload('StatefulSet', `selector: { matchExpressions: [{ key: app, operator: In }] }\n${TEMPLATE}`),
      path: 'spec.selector.matchExpressions[0].values',
      kind: 'Required',
    },
  ],
  *check(object, { object: { kind }, minor }) {
    const selector = object.at('spec', 'selector');
    if (kind === 'ReplicationController') {
      if (selector.entries().length === 0) yield selector.required();
    } else if (selector.present) {
      yield* checkSelector(selector, kind, minor);
    } else if (kind !== 'DaemonSet') {
      // Of a DaemonSet the API server says that nothing matches.
      yield selector.required();
    }
  },
});

function* checkSelector(selector: Cursor, kind: string, minor: number): Iterable<Finding> {
  yield* checkLabelSelector(selector, minor);
  const printed = printedSelector(selector);
  if (Object.keys(printed).length === 0) {
    yield selector.invalid(`empty selector is invalid for ${SPEAKER[kind] ?? ''}`, {}, printed);
  }
  const detail = DETAIL[kind];
  if (detail !== undefined && !isUnderstood(selector)) yield selector.invalid(detail, {}, printed);
}
