import { isObject } from '../../terms/json';
import { workload } from '../example';
import { defineUpdateRule } from '../update-rule';

const set = (strategy: string) =>
  workload(
    'StatefulSet',
    `updateStrategy: ${strategy}
selector: { matchLabels: { app: web } }
template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: main, image: web }] } }`,
  );

export const statefulSetStrategy = defineUpdateRule({
  id: 'update/stateful-set-strategy',
  kinds: ['StatefulSet'],
  field: 'spec.updateStrategy.rollingUpdate',
  summary: 'An updateStrategy OnDelete has no rollingUpdate, not even the one that the API server filled in before.',
  why: 'kube-apiserver fills in rollingUpdate.partition, kubectl apply leaves it there, and validation refuses it beside OnDelete (ValidateStatefulSetSpec in pkg/apis/apps/validation).',
  fix: 'Write rollingUpdate: null beside type: OnDelete.',
  passing: [{ title: 'A partition', old: set('{}'), manifests: set('{ rollingUpdate: { partition: 1 } }') }],
  failing: [
    {
      title: 'OnDelete over a rolling update',
      old: set('{ type: RollingUpdate }'),
      manifests: set('{ type: OnDelete }'),
      path: 'spec.updateStrategy.rollingUpdate',
      kind: 'Invalid',
    },
  ],
  *check(after) {
    const rolling = after.at('spec', 'updateStrategy', 'rollingUpdate');
    if (after.at('spec', 'updateStrategy', 'type').text !== 'OnDelete' || !isObject(rolling.value)) return;
    const { partition = 0, maxUnavailable = null } = rolling.value;
    const printed = { Partition: partition, MaxUnavailable: maxUnavailable };
    yield rolling.invalid("only allowed for updateStrategy 'RollingUpdate'", {}, printed);
  },
});
