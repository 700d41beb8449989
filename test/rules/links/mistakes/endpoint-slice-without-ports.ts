import { service, slice } from '../builders';
import type { RuleCases } from './mistake';
import { at } from './mistake';

export const endpointSliceWithoutPorts: RuleCases = {
  rule: 'links/endpoint-slice-without-ports',
  faulty: [
    at('EndpointSlice/shop/db-1', 'ports', 'an empty list', [
      service('db', { ports: [{ name: 'pg', port: 5432 }] }),
      slice('db-1', 'db', []),
    ]),
    at('EndpointSlice/shop/db-1', 'ports', 'a Service port without name', [
      service('db', { ports: [{ port: 5432 }] }),
      slice('db-1', 'db', []),
    ]),
  ],
  right: [
    {
      title: 'a slice without ports of a headless Service',
      input: [service('db', { clusterIP: 'None', ports: [{ name: 'pg', port: 5432 }] }), slice('db-1', 'db', [])],
    },
    {
      title: 'a slice that has neither ports nor endpoints yet',
      input: [service('db', { ports: [{ port: 5432 }] }), { ...slice('db-1', 'db', []), endpoints: [] }],
    },
  ],
};
