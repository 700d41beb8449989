import { defaultClassesOf, namedClassOf } from '../../model/ingress-class';
import type { NetworkModel } from '../../model/network-model';
import { viewOf } from '../../model/view';
import { listed } from '../../terms/sentence';
import { defineRule } from '../rule';
import { ingress, other, stream } from './examples';

const IS_DEFAULT = 'ingressclass.kubernetes.io/is-default-class';
const ingressClass = (name: string, isDefault = true) =>
  other(
    'networking.k8s.io/v1',
    'IngressClass',
    `name: ${name}, annotations: { ${IS_DEFAULT}: '${isDefault}' }`,
    'spec: { controller: k8s.io/ingress-nginx }',
  );
const WEB = ingress('defaultBackend: { service: { name: web, port: { number: 80 } } }');

export const ingressClassDefaults = defineRule({
  id: 'links/ingress-class-defaults',
  source: 'links',
  stage: 'deployed',
  severity: 'warning',
  kinds: ['IngressClass'],
  field: 'metadata.annotations',
  summary: 'One IngressClass is the default.',
  why: 'An Ingress without a class gets the default class when it is created: of several, the one that was made last, and before Kubernetes 1.26 none, for the Ingress was refused. Which controller serves it depends on the order of installation.',
  fix: `Mark one class alone with ${IS_DEFAULT}, and name the class in each Ingress.`,
  passing: [{ title: 'One default', manifests: stream(ingressClass('inner'), ingressClass('outer', false), WEB) }],
  failing: [
    {
      title: 'Two defaults',
      manifests: stream(ingressClass('inner'), ingressClass('outer'), WEB),
      path: `metadata.annotations[${IS_DEFAULT}]`,
      kind: 'Invalid',
    },
  ],
  *check(object, { model, object: { name } }) {
    const [first, ...others] = defaultClassesOf(model);
    if (first === undefined || !others.includes(name)) return;
    const all = listed([first, ...others]);
    const words = someNeedDefault(model) ? {} : { severity: 'info' as const };
    yield object.at('metadata', 'annotations').key(IS_DEFAULT).invalid(`${all} are all the default class`, words);
  },
});

/** Whether an Ingress of the input names no class. */
const someNeedDefault = viewOf(({ ingresses }: NetworkModel) =>
  [...ingresses.values()].some((ingress) => namedClassOf(ingress) === undefined),
);
