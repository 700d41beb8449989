import { isObject } from '../../terms/json';
import { workload } from '../example';
import { defineUpdateRule, isSame } from '../update-rule';

const MUTABLE = [
  'replicas',
  'ordinals',
  'template',
  'updateStrategy',
  'revisionHistoryLimit',
  'persistentVolumeClaimRetentionPolicy',
  'minReadySeconds',
];

const set = (service: string, image = 'web') =>
  workload(
    'StatefulSet',
    `serviceName: ${service}
selector: { matchLabels: { app: web } }
template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: main, image: ${image} }] } }`,
  );

export const statefulSet = defineUpdateRule({
  id: 'update/stateful-set',
  kinds: ['StatefulSet'],
  summary: 'Of a StatefulSet, selector, serviceName, podManagementPolicy and volumeClaimTemplates stay as they are.',
  why: 'kube-apiserver refuses changes of all fields but those that it names (ValidateStatefulSetUpdate in pkg/apis/apps/validation).',
  fix: 'Delete the StatefulSet with --cascade=orphan, which leaves its Pods and volumes alone, and apply the new one; or give the new one another name.',
  passing: [{ title: 'Another image', old: set('web'), manifests: set('web', 'web:2') }],
  failing: [
    { title: 'Another serviceName', old: set('web'), manifests: set('web-headless'), path: 'spec', kind: 'Forbidden' },
  ],
  *check(after, before) {
    const spec = after.at('spec');
    if (isSame(fixedOf(spec.value), fixedOf(before.at('spec').value))) return;
    const names = `${MUTABLE.slice(0, -1)
      .map((field) => `'${field}'`)
      .join(', ')} and '${MUTABLE.at(-1) ?? ''}'`;
    const { value: _, ...finding } = spec.forbidden(
      `updates to statefulset spec for fields other than ${names} are forbidden`,
    );
    yield finding;
  },
});

function fixedOf(spec: unknown): unknown {
  if (!isObject(spec)) return spec;
  const fixed = Object.entries(spec).filter(([field]) => !MUTABLE.includes(field));
  return withBytes(Object.fromEntries(fixed));
}

/** Quantities are equal if they are as much: 1Gi and 1024Mi. */
function withBytes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withBytes);
  if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withBytes(each)]));
  const [, number, unit = ''] = /^(\d+(?:\.\d+)?)([KMGTPE]i)$/.exec(String(value)) ?? [];
  return number === undefined ? value : Number(number) * 1024 ** (1 + 'KMGTPE'.indexOf(unit.slice(0, 1)));
}
