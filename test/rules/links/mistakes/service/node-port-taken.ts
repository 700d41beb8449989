import { service } from '../../builders';
import type { RuleCases } from '../mistake';
import { at } from '../mistake';

export const nodePortTaken: RuleCases = {
  rule: 'service/node-port-taken',
  faulty: [
    at('Service/shop/api', 'spec.ports[0].nodePort', 'taken, though the protocol differs', [
      service('web', { type: 'NodePort', ports: [{ port: 80, nodePort: 30080 }] }),
      service('api', { type: 'NodePort', ports: [{ port: 80, nodePort: 30080, protocol: 'UDP' }] }),
    ]),
    at('Service/shop/api', 'spec.ports[0].nodePort', 'taken by a health check', [
      service('web', {
        type: 'LoadBalancer',
        externalTrafficPolicy: 'Local',
        healthCheckNodePort: 30080,
        ports: [{ port: 80 }],
      }),
      service('api', { type: 'NodePort', ports: [{ port: 80, nodePort: 30080 }] }),
    ]),
  ],
  right: [
    {
      title: 'one number for TCP and UDP of one port',
      input: [
        service('a', {
          type: 'NodePort',
          ports: [
            { name: 't', port: 53, nodePort: 30053 },
            { name: 'u', port: 53, protocol: 'UDP', nodePort: 30053 },
          ],
        }),
      ],
    },
  ],
};
