import { http, route, service, web } from '../builders';
import type { RuleCases } from './mistake';
import { at } from './mistake';

export const ingressPathShadowed: RuleCases = {
  rule: 'links/ingress-path-shadowed',
  faulty: [
    at('Ingress/shop/b', 'spec.rules[0].http.paths[0].path', 'one left to the controller', [
      route('a', 'a.example.com', '/api', 'web:80'),
      route('b', 'a.example.com', '/api', 'api:80', 'ImplementationSpecific'),
    ]),
    at('Ingress/shop/b', 'spec.rules[0].http.paths[0].path', 'a trailing slash', [
      route('a', 'a.example.com', '/api/', 'web:80'),
      route('b', 'a.example.com', '/api', 'api:80'),
      web(),
      service('api', { ports: http }),
    ]),
  ],
  right: [
    {
      title: 'Exact beside Prefix',
      input: [
        route('a', 'a.example.com', '/', 'web:80'),
        route('b', 'a.example.com', '/', 'api:80', 'Exact'),
        web(),
        service('api', { ports: http }),
      ],
    },
    {
      title: 'a longer prefix',
      input: [
        route('a', 'a.example.com', '/', 'web:80'),
        route('b', 'a.example.com', '/api', 'api:80'),
        web(),
        service('api', { ports: http }),
      ],
    },
  ],
};
