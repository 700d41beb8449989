import { isCanary, isSamePath } from '../../model/ingress-nginx/host-rules';
import { describeRoute } from '../../model/route-table';
import { defineRule } from '../rule';
import { ingress, stream } from './examples';
import { nginxPathsAt } from './facts/nginx-hosts';

const rules = (path: string, service: string, pathType = 'Prefix') =>
  `ingressClassName: nginx\nrules: [{ host: shop.example.com, http: { paths: [{ path: ${path}, pathType: ${pathType}, backend: { service: { name: ${service}, port: { number: 80 } } } }] } }]`;
const CANARY =
  "name: canary\nannotations: { nginx.ingress.kubernetes.io/canary: 'true', nginx.ingress.kubernetes.io/canary-weight: '10' }";

export const nginxCanaryAlone = defineRule({
  id: 'links/nginx-canary-alone',
  source: 'links',
  stage: 'deployed',
  severity: 'warning',
  kinds: ['Ingress'],
  field: 'metadata.annotations',
  summary: 'A canary has a main Ingress with the same host, path and path type.',
  why: 'ingress-nginx attaches a canary to the Service of the Ingress that has its host, path and path type; a canary that fits none is not served at all.',
  fix: 'Write host, path and pathType as the main Ingress has them.',
  passing: [
    {
      title: 'The path of the main Ingress',
      manifests: stream(ingress(rules('/', 'web')), ingress(rules('/', 'next'), CANARY)),
    },
  ],
  failing: [
    {
      title: 'Another path type',
      manifests: stream(ingress(rules('/', 'web')), ingress(rules('/', 'next', 'Exact'), CANARY)),
      path: 'spec.rules[0].http.paths[0].path',
      kind: 'NotFound',
    },
    {
      title: 'No main Ingress in the input',
      manifests: ingress(rules('/', 'next'), CANARY),
      path: 'spec.rules[0].http.paths[0].path',
      kind: 'NotFound',
    },
  ],
  *check(object, context) {
    for (const { at, host, route } of nginxPathsAt(object, context)) {
      if (!isCanary(route)) continue;
      const others = host.routes.filter((other) => !isCanary(other));
      if (others.some((other) => isSamePath(other, route))) continue;
      const [near] = others;
      const called = describeRoute(route);
      // The main Ingress of another release need not be part of the input.
      if (near === undefined) yield at.notFound(`did not find a main Ingress for ${called}`, { severity: 'info' });
      else yield at.notFound(`did not find a main Ingress for ${called}, but ${describeRoute(near)}`);
    }
  },
});
