import { describeBackend } from '../../model/route-table';
import { keyOf } from '../../terms/object-ref';
import { defineRule } from '../rule';
import { ingress, stream } from './examples';
import { pathOfRoute } from './facts/ingress-at';
import { conflictsOf } from './facts/ingress-conflicts';

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
    {
      title: 'A controller that gives each Ingress a load balancer of its own',
      manifests: stream(
        ingress(rule('/', 'web').replace('nginx', 'gce')),
        ingress(rule('/', 'intern').replace('nginx', 'gce'), 'name: intern'),
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
    {
      title: 'Two Ingresses that are nothing but a default backend',
      manifests: stream(
        ingress('ingressClassName: nginx\ndefaultBackend: { service: { name: web, port: { number: 80 } } }'),
        ingress(
          'ingressClassName: nginx\ndefaultBackend: { service: { name: api, port: { number: 80 } } }',
          'name: api',
        ),
      ),
      path: 'spec.defaultBackend',
      kind: 'Duplicate',
    },
  ],
  *check(object, { model, object: { namespace, name } }) {
    for (const { route, earlier, differ } of conflictsOf(model, keyOf(namespace, name))) {
      if (differ !== 'nothing' || route.source.spec !== object.at('spec').value) continue;
      if (describeBackend(route) === describeBackend(earlier)) continue;
      const requests =
        route.path === undefined ? 'what no rule takes' : `${route.host ?? 'all hosts'}${route.path.path || '/'}`;
      yield pathOfRoute(object, route).duplicate({
        why: `Ingress ${earlier.ingress} leads ${requests} to ${describeBackend(earlier)}, this one to ${describeBackend(route)}; the API does not say which of the two answers.`,
      });
    }
  },
});
