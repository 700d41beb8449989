import { meets } from '../../model/network-policies';
import type { Labels } from '../../model/objects';
import type { Cursor } from '../cursor';
import { batch, workload } from '../example';
import { isUnderstood, printedLabels, printedSelector } from '../metadata/label-selector';
import { defineRule } from '../rule';
import { TEMPLATE, templateOf } from './workload-shape';

export const selectorMatches = defineRule({
  id: 'workload/selector-matches',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'ReplicationController', 'Job'],
  summary: 'The selector of a controller selects the Pods of its own template.',
  why: 'kube-apiserver refuses others (ValidatePodTemplateSpecForReplicaSet and others in pkg/apis/apps/validation): the controller would make Pods for ever, for it would never count one of them.',
  fix: 'Repeat the labels of the selector in template.metadata.labels; the template may have more.',
  passing: [
    {
      title: 'The selector is a part of the labels',
      manifests: workload(
        'Deployment',
        'selector: { matchLabels: { app: web } }\ntemplate:\n  metadata: { labels: { app: web, version: v2 } }\n  spec: { containers: [{ name: web, image: web }] }',
      ),
    },
  ],
  failing: [
    {
      title: 'A label that the template lacks',
      manifests: workload('Deployment', `selector: { matchLabels: { app: web, tier: front } }\n${TEMPLATE}`),
      path: 'spec.template.metadata.labels',
      kind: 'Invalid',
    },
    {
      title: 'A DaemonSet without a selector',
      manifests: workload('DaemonSet', TEMPLATE),
      path: 'spec.template.metadata.labels',
      kind: 'Invalid',
    },
    {
      title: 'A Job that selects the Pods of another',
      manifests: batch(
        'Job',
        'manualSelector: true\nselector: { matchLabels: { app: api } }\ntemplate:\n  metadata: { labels: { app: web } }\n  spec: { restartPolicy: Never, containers: [{ name: web, image: web }] }',
      ),
      path: 'spec.template.metadata.labels',
      kind: 'Invalid',
    },
  ],
  *check(object, { object: { kind } }) {
    const template = templateOf(object, kind);
    if (kind === 'ReplicationController' && !template.present) return;
    const labels = template.at('metadata', 'labels');
    const selector = object.at('spec', 'selector');
    const selects = kind === 'ReplicationController' ? mapSelects : selectorSelects;
    if (selects(selector, (labels.value ?? {}) as Labels)) return;
    yield labels.invalid('`selector` does not match template `labels`', {}, printedLabels(labels));
  },
});

/** Of a selector that cannot be understood nothing is known. */
function selectorSelects(selector: Cursor, labels: Labels): boolean {
  if (!isUnderstood(selector)) return true;
  return selector.present && meets(printedSelector(selector), labels);
}

function mapSelects(selector: Cursor, labels: Labels): boolean {
  return meets({ matchLabels: (selector.value ?? {}) as Labels }, labels);
}
