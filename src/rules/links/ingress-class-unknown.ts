import { CLASS_ANNOTATION, namedClassOf } from '../../model/ingress-class';
import type { Ingress } from '../../model/objects';
import { nearest } from '../../terms/nearest';
import { listed } from '../../terms/sentence';
import { externalsOf } from '../external';
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
    const external = externalsOf(cluster);
    if (external.has('IngressClass', undefined, name)) return;
    const classes = [...model.ingressClasses.keys()];
    const common = isCommon(name);
    if (common && (classes.length === 0 || WITHOUT_OBJECT.test(name))) return;
    const meant = nearest(name, [...classes, ...(classes.length === 0 ? COMMON_NAMES : [])]);
    const field =
      value.spec.ingressClassName === undefined
        ? object.at('metadata', 'annotations').key(CLASS_ANNOTATION)
        : object.at('spec', 'ingressClassName');
    yield field.notFound(
      classes.length === 0
        ? `no IngressClass ${name} is known`
        : `there is no IngressClass ${name}, but ${listed(classes)}`,
      {
        ...(classes.length === 0 || common || external.hasAny('IngressClass') ? { severity: 'warning' } : {}),
        ...(meant === undefined
          ? {}
          : {
              fix: `Did you mean \`${meant}\`? If ${name} is not part of the input, say so with the option external: IngressClass/${name}.`,
            }),
      },
    );
  },
});

/** Names that the classes of widespread controllers have when nobody changes them. */
const COMMON_NAMES = [
  'nginx',
  'contour',
  'traefik',
  'haproxy',
  'alb',
  'kong',
  'istio',
  'cilium',
  'gce',
  'openshift-default',
];
const OTHER_COMMON_NAMES: ReadonlySet<string> = new Set([
  'gce-internal',
  'public',
  'ambassador',
  'apisix',
  'higress',
  'tailscale',
  'ngrok',
  'azure-application-gateway',
  'azure/application-gateway',
  'webapprouting.kubernetes.azure.com',
  'cloud-provider-kind',
]);

function isCommon(name: string): boolean {
  const [, plain = name] = /^(.+)[-.](?:internal|external|public|private)$/.exec(name) ?? [];
  return COMMON_NAMES.includes(plain) || OTHER_COMMON_NAMES.has(name);
}

/** GKE serves these without an IngressClass object. */
const WITHOUT_OBJECT = /^gce(-internal)?$/;
