import { service, slice } from '../builders';
import type { RuleCases } from './mistake';
import { at } from './mistake';

export const endpointSliceService: RuleCases = {
  rule: 'links/endpoint-slice-service',
  faulty: [
    at('EndpointSlice/shop/db-1', 'metadata.labels[kubernetes.io/service-name]', 'a Service that is not there', [
      service('db', { ports: [{ port: 5432 }] }),
      slice('db-1', 'bd', [{ port: 5432 }]),
    ]),
  ],
  right: [
    {
      title: 'two slices',
      input: [
        service('db', {
          ports: [
            { name: 'a', port: 1 },
            { name: 'b', port: 2 },
          ],
        }),
        slice('db-1', 'db', [{ name: 'a', port: 1 }]),
        slice('db-2', 'db', [{ name: 'b', port: 2 }]),
      ],
    },
  ],
};
