import { backendOf, deployment, http, ingress, route, service, web } from '../builders';
import type { RuleCases } from './mistake';
import { at } from './mistake';

export const ingressBackendService: RuleCases = {
  rule: 'links/ingress-backend-service',
  faulty: [
    at('Ingress/edge/web', 'spec.rules[0].http.paths[0].backend.service.name', 'the Ingress elsewhere', [
      route('edge/web', 'a.example.com', '/', 'web:80'),
      web(),
      deployment('web'),
    ]),
    at('Ingress/shop/web', 'spec.defaultBackend.service.name', 'the default backend', [
      ingress('web', { defaultBackend: backendOf('errors:80') }),
      service('system/errors', { ports: http }),
      web(),
    ]),
    at('Ingress/shop/web', 'spec.rules[0].http.paths[0].backend.service.name', 'a typo', [
      route('web', 'a.example.com', '/', 'wbe:80'),
      web(),
    ]),
  ],
  right: [
    { title: 'the same namespace', input: [route('web', 'a.example.com', '/', 'web:80'), web()] },
    {
      title: 'a Service known to be there',
      input: [route('web', 'a.example.com', '/', 'pay:80'), web()],
      options: { external: ['Service/shop/pay'] },
    },
    {
      title: 'one name in both namespaces',
      input: [route('web', 'a.example.com', '/', 'web:80'), web(), service('front/web', { ports: http })],
    },
    {
      title: 'a resource backend',
      input: [
        ingress('web', {
          defaultBackend: { resource: { apiGroup: 'k8s.example.com', kind: 'Bucket', name: 'static' } },
        }),
      ],
    },
  ],
};
