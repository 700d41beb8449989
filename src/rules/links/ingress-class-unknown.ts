import { classMeant, isCommonClass } from '../../model/elsewhere/absent-class';
import { externalsOf } from '../../model/external-objects';
import { CLASS_ANNOTATION, namedClassOf } from '../../model/ingress-class';
import type { Ingress } from '../../model/objects';
import { listed } from '../../terms/sentence';
import type { Words } from '../cursor';
import { defineRule } from '../rule';
import { ingress, other, stream } from './examples';

const RULES =
  'rules: [{ http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] } }]';
const NGINX = other(
  'networking.k8s.io/v1',
  'IngressClass',
  'name: nginx',
  'spec: { controller: k8s.io/ingress-nginx }',
);

export const ingressClassUnknown = defineRule({
  id: 'links/ingress-class-unknown',
  source: 'links',
  stage: 'deployed',
  severity: 'error',
  kinds: ['Ingress'],
  summary: 'The class that an Ingress names exists.',
  why: 'The API server does not look whether the class exists. No controller serves an Ingress of a class that is not there, and its hosts are answered 404.',
  fix: 'Name a class that exists; if it is not part of the input, say so with the option external: IngressClass/name.',
  passing: [
    { title: 'The class is in the input', manifests: stream(NGINX, ingress(`ingressClassName: nginx\n${RULES}`)) },
    {
      title: 'The input has no classes: the cluster has them',
      manifests: ingress(`ingressClassName: nginx\n${RULES}`),
    },
  ],
  failing: [
    {
      title: 'A mistyped class',
      manifests: stream(NGINX, ingress(`ingressClassName: ngnix\n${RULES}`)),
      path: 'spec.ingressClassName',
      kind: 'NotFound',
    },
  ],
  *check(object, { model, cluster }) {
    const value = object.value as Ingress;
    const name = namedClassOf(value);
    if (name === undefined || model.ingressClasses.has(name)) return;
    if (externalsOf(cluster).has('IngressClass', undefined, name)) return;
    const classes = [...model.ingressClasses.keys()];
    if (isCommonClass(name)) return;
    const meant = classMeant({ model }, name);
    const isField = value.spec.ingressClassName !== undefined;
    const field = isField
      ? object.at('spec', 'ingressClassName')
      : object.at('metadata', 'annotations').key(CLASS_ANNOTATION);
    const detail =
      classes.length === 0
        ? `no IngressClass ${name} is known`
        : `there is no IngressClass ${name}, but ${listed(classes)}`;
    yield field.notFound(
      detail,
      judge(name, meant, { isCertain: classes.length > 0, key: isField ? 'ingressClassName' : CLASS_ANNOTATION }),
    );
  },
});

/** A class need not be part of the input: only one that looks mistyped is likely not there. */
function judge(
  name: string,
  meant: string | undefined,
  { isCertain, key }: { isCertain: boolean; key: string },
): Words {
  const say = `If ${name} is installed elsewhere, say so with the option external: IngressClass/${name}.`;
  if (meant === undefined)
    return { severity: 'info', why: 'Nobody serves the Ingress unless the class is installed elsewhere.', fix: say };
  return { severity: isCertain ? 'error' : 'warning', fix: `Did you mean \`${key}: ${meant}\`? ${say}` };
}
