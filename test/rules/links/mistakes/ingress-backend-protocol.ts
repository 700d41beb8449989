import { route, web } from '../builders';
import type { RuleCases } from './mistake';
import { at } from './mistake';

export const ingressBackendProtocol: RuleCases = {
  rule: 'links/ingress-backend-protocol',
  faulty: [
    at('Ingress/shop/web', 'spec.rules[0].http.paths[0].backend.service.port', 'a UDP port', [
      route('web', 'a.example.com', '/', 'web:53'),
      web({ ports: [{ port: 53, protocol: 'UDP' }] }),
    ]),
  ],
  right: [
    {
      title: 'the number of both TCP and UDP',
      input: [
        route('web', 'a.example.com', '/', 'web:443'),
        web({
          ports: [
            { name: 'u', port: 443, protocol: 'UDP' },
            { name: 't', port: 443 },
          ],
        }),
      ],
    },
  ],
};
