import type { Build } from './list';
import * as o from './objects';

const { many, name } = o;
const WEB = [o.service('web'), o.deployment('web')];

const annotated = (title: string, annotations: Readonly<Record<string, string>>, host: string, n = 0) =>
  o.labelled(o.ingress(title, [o.rule(host, [n])], { ingressClassName: 'nginx' }), {
    annotations: Object.fromEntries(
      Object.entries(annotations).map(([key, value]) => [`nginx.ingress.kubernetes.io/${key}`, value]),
    ),
  });

/** Ingresses as ingress-nginx serves them. */
export const NGINX: Readonly<Record<string, Build>> = {
  'Ingresses of ingress-nginx, each of a host': (size) => [
    ...WEB,
    ...many(size, (n) => [
      annotated(name(n), { 'rewrite-target': '/$1', 'use-regex': 'true' }, `${name(n)}.example.com`),
    ]),
  ],
  'Ingresses of ingress-nginx, of one host': (size) => [
    ...WEB,
    ...many(size, (n) => [annotated(name(n), { 'ssl-redirect': 'false' }, 'www.example.com', n)]),
  ],
  'canaries of ingress-nginx': (size) => [
    ...WEB,
    ...many(size, (n) => [
      annotated(name(n), {}, `${name(n)}.example.com`),
      annotated(`${name(n)}-canary`, { canary: 'true', 'canary-weight': '10' }, `${name(n)}.example.com`),
    ]),
  ],
  'server aliases of ingress-nginx': (size) => [
    ...WEB,
    ...many(size, (n) => [annotated(name(n), { 'server-alias': `alias-${n}.example.com` }, `${name(n)}.example.com`)]),
  ],
  'annotations of ingress-nginx that are not known': (size) => [
    ...WEB,
    annotated('web', Object.fromEntries(o.numbers(size).map((n) => [name(n), 'x'])), 'www.example.com'),
  ],
};
