import { service, web } from '../../builders';
import type { RuleCases } from '../mistake';
import { at } from '../mistake';

export const nodePortRange: RuleCases = {
  rule: 'service/node-port-range',
  faulty: [
    at('Service/shop/web', 'spec.ports[0].nodePort', 'outside the range', [
      web({ type: 'NodePort', ports: [{ port: 80, nodePort: 8080 }] }),
    ]),
  ],
  right: [
    {
      title: 'the ends of the range',
      input: [
        service('a', { type: 'NodePort', ports: [{ port: 80, nodePort: 30000 }] }),
        service('b', { type: 'NodePort', ports: [{ port: 80, nodePort: 32767 }] }),
      ],
    },
    {
      title: 'another range',
      input: [service('a', { type: 'NodePort', ports: [{ port: 80, nodePort: 20080 }] })],
      options: { serviceNodePortRange: '20000-20100' },
    },
  ],
};
