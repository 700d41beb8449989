import { service } from '../builders';
import type { RuleCases } from './mistake';
import { at } from './mistake';

export const samePortTwoProtocols: RuleCases = {
  rule: 'links/same-port-two-protocols',
  faulty: [
    at('Service/shop/dns', 'spec.ports[1].port', 'DNS', [
      service('dns', {
        ports: [
          { name: 'u', port: 53, protocol: 'UDP' },
          { name: 't', port: 53 },
        ],
      }),
    ]),
    at('Service/shop/web', 'spec.ports[2].port', 'HTTP/3 after another port', [
      service('web', {
        type: 'LoadBalancer',
        ports: [
          { name: 'a', port: 443 },
          { name: 'b', port: 80 },
          { name: 'c', port: 443, protocol: 'UDP' },
        ],
      }),
    ]),
    at('Service/shop/sip', 'spec.ports[1].port', 'SCTP', [
      service('sip', {
        ports: [
          { name: 'a', port: 5060, protocol: 'SCTP' },
          { name: 'b', port: 5060 },
        ],
      }),
    ]),
  ],
  right: [
    {
      title: 'two ports',
      input: [
        service('a', {
          ports: [
            { name: 'u', port: 53, protocol: 'UDP' },
            { name: 't', port: 54 },
          ],
        }),
      ],
    },
    {
      title: 'two Services',
      input: [service('u', { ports: [{ port: 53, protocol: 'UDP' }] }), service('t', { ports: [{ port: 53 }] })],
    },
    {
      title: 'one targetPort for two ports',
      input: [
        service('a', {
          ports: [
            { name: 'a', port: 80, targetPort: 8080 },
            { name: 'b', port: 81, targetPort: 8080 },
          ],
        }),
      ],
    },
  ],
};
