import { service, slice } from '../builders';
import type { RuleCases } from './mistake';
import { at } from './mistake';

export const endpointSlicePort: RuleCases = {
  rule: 'links/endpoint-slice-port',
  faulty: [
    at('EndpointSlice/shop/db-1', 'ports[0].name', 'a port without the name', [
      service('db', { ports: [{ name: 'pg', port: 5432 }] }),
      slice('db-1', 'db', [{ port: 5432 }]),
    ]),
    at('EndpointSlice/shop/db-1', 'ports[0].protocol', 'another protocol', [
      service('db', { ports: [{ port: 5432 }] }),
      slice('db-1', 'db', [{ port: 5432, protocol: 'UDP' }]),
    ]),
  ],
  right: [
    {
      title: 'equal names, other numbers',
      input: [
        service('db', { ports: [{ name: 'pg', port: 5432 }] }),
        slice('db-1', 'db', [{ name: 'pg', port: 15432 }]),
      ],
    },
    {
      title: 'no names',
      input: [service('db', { ports: [{ port: 5432 }] }), slice('db-1', 'db', [{ port: 5432, protocol: 'TCP' }])],
    },
  ],
};
