import { controllerFamilyOf } from '../../model/ingress-controllers';
import type { NetworkModel } from '../../model/network-model';
import type { IngressRoute } from '../../model/route-table';
import { describeBackend } from '../../model/route-table';
import { keyOf } from '../../terms/object-ref';
import type { Words } from '../cursor';
import { defineRule } from '../rule';
import { ingress, stream } from './examples';
import { pathOfRoute } from './facts/ingress-at';
import { conflictsOf } from './facts/ingress-conflicts';
import { isKept } from './facts/kept';

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
      title: 'A second Ingress for one backend, which ingress-nginx does not let in',
      manifests: stream(ingress(rule('/', 'web')), ingress(rule('/', 'web'), 'name: web-new')),
      path: 'spec.rules[0].http.paths[0].path',
      kind: 'Duplicate',
    },
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
  *check(object, context) {
    const {
      model,
      object: { namespace, name },
    } = context;
    for (const { route, earlier, differ } of conflictsOf(model, keyOf(namespace, name))) {
      if (differ !== 'nothing' || !isKept(object, route.source, context)) continue;
      const words = judge(model, route, earlier);
      if (words !== undefined) yield pathOfRoute(object, route).duplicate(words);
    }
  },
});

function judge(model: NetworkModel, route: IngressRoute, earlier: IngressRoute): Words | undefined {
  const requests =
    route.path === undefined ? 'what no rule takes' : `${route.host ?? 'all hosts'}${route.path.path || '/'}`;
  if (describeBackend(route) !== describeBackend(earlier)) {
    return {
      why: `Ingress ${earlier.ingress} leads ${requests} to ${describeBackend(earlier)}, this one to ${describeBackend(route)}; the API does not say which of the two answers.`,
    };
  }
  const refuses = controllerFamilyOf(model, route.className ?? '') === 'ingress-nginx' && route.path !== undefined;
  if (!refuses || route.ingress === earlier.ingress) return undefined;
  return {
    severity: 'warning',
    why: `Ingress ${earlier.ingress} already has ${requests}: the admission webhook of ingress-nginx refuses a second Ingress with it, though the backend is the same.`,
    fix: 'Remove one of the two; to rename an Ingress, delete the old one first.',
  };
}
