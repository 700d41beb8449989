import { describeBackend } from '../../model/route-table';
import { keyOf } from '../../terms/object-ref';
import { defineRule } from '../rule';
import { ingress, stream } from './examples';
import { pathOfRoute } from './ingress-at';
import { conflictsOf } from './ingress-conflicts';

const rule = (path: string, service: string, host = 'shop.example.com') =>
  `ingressClassName: nginx\nrules: [{ host: ${host}, http: { paths: [{ path: ${path}, pathType: Prefix, backend: { service: { name: ${service}, port: { number: 80 } } } }] } }]`;

export const ingressPathDuplicate = defineRule({
  id: 'links/ingress-path-duplicate',
  source: 'links',
  stage: 'deployed',
  severity: 'error',
  kinds: ['Ingress'],
  summary: 'A host and path of a class lead to one backend.',
  why: 'The Ingress API does not say which of two equal paths answers: some controllers take the older Ingress, some the last one read. One of the two backends never gets a request.',
  fix: 'Give one of them another host or path, or remove it.',
  passing: [
    {
      title: 'Two paths of one host in two Ingresses',
      manifests: stream(ingress(rule('/', 'web')), ingress(rule('/api', 'api'), 'name: api')),
    },
    {
      title: 'Two hosts',
      manifests: stream(ingress(rule('/', 'web')), ingress(rule('/', 'api', 'api.example.com'), 'name: api')),
    },
    {
      title: 'A canary, which the controller chooses by other means',
      manifests: stream(
        ingress(rule('/', 'web')),
        ingress(rule('/', 'canary'), "name: canary\nannotations: { nginx.ingress.kubernetes.io/canary: 'true' }"),
      ),
    },
  ],
  failing: [
    {
      title: 'One host and path in two Ingresses',
      manifests: stream(ingress(rule('/', 'web')), ingress(rule('/', 'api'), 'name: api')),
      path: 'spec.rules[0].http.paths[0].path',
      kind: 'Duplicate',
    },
  ],
  *check(object, { model, object: { namespace, name } }) {
    for (const { route, earlier, same } of conflictsOf(model, keyOf(namespace, name))) {
      if (!same || route.source.spec !== object.at('spec').value) continue;
      if (describeBackend(route) === describeBackend(earlier)) continue;
      yield pathOfRoute(object, route).duplicate({
        why: `Ingress ${earlier.ingress} leads ${route.host ?? 'all hosts'}${route.path?.path} to ${describeBackend(earlier)}, this one to ${describeBackend(route)}; the API does not say which of the two answers.`,
      });
    }
  },
});
