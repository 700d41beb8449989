import { backendOf, http, ingress, route, service, web } from '../builders';
import type { RuleCases } from './mistake';
import { at } from './mistake';

export const ingressPathDuplicate: RuleCases = {
  rule: 'links/ingress-path-duplicate',
  faulty: [
    at('Ingress/shop/b', 'spec.rules[0].http.paths[0].path', 'two Ingresses', [
      route('a', 'a.example.com', '/', 'web:80'),
      route('b', 'a.example.com', '/', 'api:80'),
      web(),
      service('api', { ports: http }),
    ]),
    at('Ingress/shop/b', 'spec.rules[0].http.paths[0].path', 'no path, and the root', [
      route('a', 'a.example.com', '', 'web:80', 'ImplementationSpecific'),
      route('b', 'a.example.com', '/', 'api:80', 'ImplementationSpecific'),
    ]),
    at('Ingress/other/b', 'spec.rules[0].http.paths[0].path', 'two namespaces', [
      route('a', 'a.example.com', '/x', 'web:80', 'Exact'),
      route('other/b', 'a.example.com', '/x', 'web:80', 'Exact'),
      web(),
      service('other/web', { ports: http }),
    ]),
    at('Ingress/shop/a', 'spec.rules[0].http.paths[1].path', 'twice in one', [
      ingress('a', {
        rules: [
          {
            host: 'a.example.com',
            http: {
              paths: ['web:80', 'api:80'].map((to) => ({ path: '/', pathType: 'Prefix', backend: backendOf(to) })),
            },
          },
        ],
      }),
      web(),
      service('api', { ports: http }),
    ]),
    at('Ingress/shop/b', 'spec.rules[0].http.paths[0].path', 'one backend, and a webhook that refuses the second', [
      route('a', 'a.example.com', '/', 'web:80'),
      route('b', 'a.example.com', '/', 'web:80'),
      web(),
    ]),
    at('Ingress/shop/b', 'spec.defaultBackend', 'two default backends', [
      ingress('a', { defaultBackend: backendOf('web') }),
      ingress('b', { defaultBackend: backendOf('api') }),
    ]),
  ],
  right: [
    {
      title: 'two hosts',
      input: [
        route('a', 'a.example.com', '/', 'web:80'),
        route('b', 'b.example.com', '/', 'api:80'),
        web(),
        service('api', { ports: http }),
      ],
    },
    {
      title: 'two classes',
      input: [
        route('a', 'a.example.com', '/', 'web:80'),
        ingress('b', {
          ingressClassName: 'contour',
          rules: [
            {
              host: 'a.example.com',
              http: { paths: [{ path: '/', pathType: 'Prefix', backend: backendOf('api:80') }] },
            },
          ],
        }),
        web(),
        service('api', { ports: http }),
      ],
    },
    {
      title: 'a load balancer inside and one outside',
      input: ['internal', 'internet-facing'].map((scheme, index) =>
        ingress(
          scheme,
          {
            ingressClassName: 'alb',
            rules: [
              {
                host: 'a.example.com',
                http: { paths: [{ path: '/', pathType: 'Prefix', backend: backendOf(index === 0 ? 'web' : 'api') }] },
              },
            ],
          },
          { annotations: { 'alb.ingress.kubernetes.io/scheme': scheme } },
        ),
      ),
    },
    {
      title: 'a wildcard beside a host it covers',
      input: [
        route('a', '*.example.com', '/', 'web:80'),
        route('b', 'a.example.com', '/', 'api:80'),
        web(),
        service('api', { ports: http }),
      ],
    },
    {
      title: 'both to one backend, where no webhook minds',
      input: [...['a', 'b'].map((name) => contourRoute(name)), web()],
    },
    {
      title: 'a canary of one backend',
      input: [
        route('a', 'a.example.com', '/', 'web:80'),
        {
          ...route('b', 'a.example.com', '/', 'web:80'),
          metadata: { name: 'b', namespace: 'shop', annotations: { 'nginx.ingress.kubernetes.io/canary': 'true' } },
        },
        web(),
      ],
    },
    {
      title: 'default backends beside rules of their own hosts',
      input: ['web', 'api'].map((name) =>
        ingress(name, {
          defaultBackend: backendOf(name),
          rules: [
            {
              host: `${name}.example.com`,
              http: { paths: [{ path: '/x', pathType: 'Prefix', backend: backendOf(name) }] },
            },
          ],
        }),
      ),
    },
  ],
};

function contourRoute(name: string) {
  const paths = [{ path: '/', pathType: 'Prefix', backend: backendOf('web:80') }];
  return ingress(name, { ingressClassName: 'contour', rules: [{ host: 'a.example.com', http: { paths } }] });
}
