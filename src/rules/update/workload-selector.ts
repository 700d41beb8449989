import { workload } from '../example';
import { printedSelector } from '../metadata/label-selector';
import { defineUpdateRule, isSame } from '../update-rule';

const selecting = (kind: string, label: string) =>
  workload(
    kind,
    `selector: { matchLabels: { ${label} } }
template: { metadata: { labels: { ${label} } }, spec: { containers: [{ name: main, image: main }] } }`,
  );

export const workloadSelector = defineUpdateRule({
  id: 'update/workload-selector',
  kinds: ['Deployment', 'ReplicaSet', 'DaemonSet'],
  summary: 'The selector of a controller stays as it is.',
  why: 'kube-apiserver refuses another one (ValidateDeploymentUpdate and others in pkg/apis/apps/validation): the Pods that the old one selected would be left behind.',
  fix: 'Leave the selector as it was and change only labels that it does not name, or delete the controller and create it anew.',
  passing: [
    {
      title: 'One label more, of the Pods alone',
      old: selecting('Deployment', 'app: web'),
      manifests: workload(
        'Deployment',
        `selector: { matchLabels: { app: web } }
template: { metadata: { labels: { app: web, tier: front } }, spec: { containers: [{ name: main, image: main }] } }`,
      ),
    },
  ],
  failing: [
    {
      title: 'Another label',
      old: selecting('Deployment', 'app: web'),
      manifests: selecting('Deployment', 'app: shop'),
      path: 'spec.selector',
      kind: 'Invalid',
    },
    {
      title: 'One label more',
      old: selecting('DaemonSet', 'app: web'),
      manifests: selecting('DaemonSet', 'app: web, tier: front'),
      path: 'spec.selector',
      kind: 'Invalid',
    },
  ],
  *check(after, before) {
    const selector = after.at('spec', 'selector');
    if (isSame(selector.value, before.at('spec', 'selector').value)) return;
    yield selector.invalid('field is immutable', {}, selector.present ? printedSelector(selector) : null);
  },
});
