import { externalsOf } from '../../model/external-objects';
import { classOf } from '../../model/ingress-class';
import type { NetworkModel } from '../../model/network-model';
import type { Container, Ingress } from '../../model/objects';
import { viewOf } from '../../model/view';
import { objectsIn } from '../../model/workload';
import { listed } from '../../terms/sentence';
import { defineRule } from '../rule';
import { ingress, other, stream } from './examples';
import { commandLineOf } from './facts/command-line';

const RULES =
  'rules: [{ http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] } }]';

export const ingressClassMissing = defineRule({
  id: 'links/ingress-class-missing',
  source: 'links',
  stage: 'deployed',
  severity: 'warning',
  kinds: ['Ingress'],
  summary: 'An Ingress names a class, or the cluster has a default class.',
  why: 'Controllers serve the Ingresses of their class. One without a class gets the default class of the cluster when it is created; if there is none, most controllers leave it alone, and its hosts are answered 404.',
  fix: 'Set ingressClassName, or mark an IngressClass with the annotation ingressclass.kubernetes.io/is-default-class: "true".',
  passing: [
    { title: 'A class', manifests: ingress(`ingressClassName: nginx\n${RULES}`) },
    {
      title: 'A default class',
      manifests: stream(
        other(
          'networking.k8s.io/v1',
          'IngressClass',
          "name: nginx, annotations: { ingressclass.kubernetes.io/is-default-class: 'true' }",
          'spec: { controller: k8s.io/ingress-nginx }',
        ),
        ingress(RULES),
      ),
    },
  ],
  failing: [
    {
      title: 'There is a class, but it is not the default',
      manifests: stream(
        other('networking.k8s.io/v1', 'IngressClass', 'name: nginx', 'spec: { controller: k8s.io/ingress-nginx }'),
        ingress(RULES),
      ),
      path: 'spec.ingressClassName',
      kind: 'Required',
    },
  ],
  *check(object, { model, cluster }) {
    if (classOf(model, object.value as Ingress) !== undefined) return;
    const classes = [...model.ingressClasses.keys()];
    const isOpen = classes.length === 0 || externalsOf(cluster).hasAny('IngressClass') || someTakeAll(model);
    const fix = `Set ingressClassName (${listed(classes)}), or make one of the classes the default.`;
    const field = object.at('spec', 'ingressClassName');
    yield field.required('no default class is known', isOpen ? { severity: 'info' } : { fix });
  },
});

/** Whether a controller serves Ingresses without a class: some do unless they are told otherwise, some if they are told. */
const someTakeAll = viewOf(
  ({ ingressClasses, workloads }: NetworkModel) =>
    [...ingressClasses.values()].some(({ spec }) =>
      /^(projectcontour\.io|traefik\.io)\//.test(String(spec.controller)),
    ) || workloads.some(({ spec }) => objectsIn<Container>(spec.containers).some(watchesAll)),
);

function watchesAll(container: Container): boolean {
  return commandLineOf(container).some((word) => /^--watch-ingress-without-class(=true)?$/.test(word));
}
