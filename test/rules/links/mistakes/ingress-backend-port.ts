import { backendOf, deployment, ingress, route, web, webTo } from '../builders';
import type { RuleCases } from './mistake';
import { at } from './mistake';

export const ingressBackendPort: RuleCases = {
  rule: 'links/ingress-backend-port',
  faulty: [
    at('Ingress/shop/web', 'spec.rules[0].http.paths[0].backend.service.port.number', 'the targetPort', [
      route('web', 'a.example.com', '/', 'web:8080'),
      web(),
    ]),
    at('Ingress/shop/web', 'spec.rules[0].http.paths[0].backend.service.port.number', 'the nodePort', [
      route('web', 'a.example.com', '/', 'web:30080'),
      web({ type: 'NodePort', ports: [{ port: 80, targetPort: 8080, nodePort: 30080 }] }),
    ]),
    at('Ingress/shop/web', 'spec.rules[0].http.paths[0].backend.service.port.name', 'the name of the container port', [
      route('web', 'a.example.com', '/', 'web:http'),
      webTo('http', { name: 'main' }),
      deployment('web'),
    ]),
    at('Ingress/shop/web', 'spec.defaultBackend.service.port.number', 'of the default backend', [
      ingress('web', { defaultBackend: backendOf('web:81') }),
      web(),
    ]),
  ],
  right: [
    { title: 'the Service port by number', input: [route('web', 'a.example.com', '/', 'web:80'), web()] },
    {
      title: 'the Service port by name',
      input: [route('web', 'a.example.com', '/', 'web:main'), webTo('http', { name: 'main' }), deployment('web')],
    },
    {
      title: 'an action of the AWS controller',
      input: [
        ingress('web', {
          ingressClassName: 'alb',
          rules: [
            {
              http: { paths: [{ path: '/', pathType: 'Prefix', backend: backendOf('ssl-redirect:use-annotation') }] },
            },
          ],
        }),
        web(),
      ],
    },
  ],
};
