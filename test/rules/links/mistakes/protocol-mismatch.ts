import { deployment, webTo } from '../builders';
import type { RuleCases } from './mistake';
import { at } from './mistake';

export const protocolMismatch: RuleCases = {
  rule: 'links/protocol-mismatch',
  faulty: [
    at('Service/shop/web', 'spec.ports[0].protocol', 'UDP to a TCP port by name', [
      webTo('http', { protocol: 'UDP' }),
      deployment('web'),
    ]),
    at('Service/shop/web', 'spec.ports[0].protocol', 'TCP by default to a UDP port', [
      webTo('dns'),
      deployment('web', { ports: ['dns:53/UDP'] }),
    ]),
    at('Service/shop/web', 'spec.ports[0].protocol', 'by number', [
      webTo(8080, { protocol: 'UDP' }),
      deployment('web'),
    ]),
  ],
  right: [
    { title: 'both UDP', input: [webTo('dns', { protocol: 'UDP' }), deployment('web', { ports: ['dns:53/UDP'] })] },
    {
      title: 'declared with both',
      input: [webTo(53, { protocol: 'UDP' }), deployment('web', { ports: ['t:53', 'u:53/UDP'] })],
    },
    { title: 'TCP written out', input: [webTo('http', { protocol: 'TCP' }), deployment('web')] },
  ],
};
