import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '../../terms/json';
import { isObject } from '../../terms/json';
import { pod as manifest } from '../example';
import { defineUpdateRule, isSame } from '../update-rule';

const MUTABLE = [
  '`spec.containers[*].image`',
  '`spec.initContainers[*].image`',
  '`spec.activeDeadlineSeconds`',
  '`spec.tolerations` (only additions to existing tolerations)',
  '`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)',
];

const web = (container: string) => manifest(`containers: [{ name: main, ${container} }]`);

export const pod = defineUpdateRule({
  id: 'update/pod',
  kinds: ['Pod'],
  summary: 'Of a Pod that runs, only images change, and little else.',
  why: 'kube-apiserver refuses the rest (ValidatePodUpdate in pkg/apis/core/validation). Labels and annotations may change.',
  fix: 'Delete the Pod and create it anew, or have a Deployment do that.',
  passing: [{ title: 'Another image', old: web('image: web'), manifests: web('image: "web:2"') }],
  failing: [
    {
      title: 'A port',
      old: web('image: web'),
      manifests: web('image: web, ports: [{ containerPort: 8080 }]'),
      path: 'spec',
      kind: 'Forbidden',
    },
    {
      title: 'A container more',
      old: web('image: web'),
      manifests: manifest('containers: [{ name: main, image: web }, { name: side, image: side }]'),
      path: 'spec.containers',
      kind: 'Forbidden',
    },
  ],
  *check(after, before) {
    for (const list of ['containers', 'initContainers']) {
      const [now, old] = [after.at('spec', list), before.at('spec', list)];
      if (now.items().length === old.items().length) continue;
      const { value: _, ...finding } = now.forbidden('pod updates may not add or remove containers');
      yield finding;
      return;
    }
    const [now, old] = [after, before].map((side) => side.at('spec').value);
    if (isSame(fixedOf(now), fixedOf(old)) && keepsTolerations(now, old)) return;
    const { value: _, ...finding } = after
      .at('spec')
      .forbidden(`pod updates may not change fields other than ${MUTABLE.join(',')}`);
    yield finding;
  },
});

function fixedOf(spec: unknown): unknown {
  if (!isObject(spec)) return spec;
  const { containers, initContainers, activeDeadlineSeconds: _, tolerations: __, ...rest } = spec;
  return { ...rest, containers: withoutImages(containers), initContainers: withoutImages(initContainers) };
}

function withoutImages(containers: unknown): unknown {
  if (!Array.isArray(containers)) return containers;
  return containers.map((container: JsonObject) => ({ ...container, image: '' }));
}

function keepsTolerations(now: unknown, old: unknown): boolean {
  const [after, before] = [now, old].map((spec) =>
    isObject(spec) && Array.isArray(spec.tolerations) ? (spec.tolerations as readonly unknown[]) : [],
  );
  return (before ?? []).every((toleration) => (after ?? []).some((each) => isDeepStrictEqual(each, toleration)));
}
