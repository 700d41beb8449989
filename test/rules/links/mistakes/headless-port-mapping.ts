import { deployment, service, slice, web, workload } from '../builders';
import type { RuleCases } from './mistake';
import { at } from './mistake';

export const headlessPortMapping: RuleCases = {
  rule: 'links/headless-port-mapping',
  faulty: [
    at('Service/shop/web', 'spec.ports[0].targetPort', 'a number', [web({ clusterIP: 'None' }), deployment('web')]),
    at('Service/shop/web', 'spec.ports[0].targetPort', 'a name that means another number', [
      web({ clusterIP: 'None', ports: [{ port: 80, targetPort: 'http' }] }),
      deployment('web'),
    ]),
    at('Service/shop/db', 'spec.ports[1].targetPort', 'the second port of a StatefulSet', [
      service('db', {
        clusterIP: 'None',
        selector: { app: 'db' },
        ports: [
          { name: 'a', port: 5432 },
          { name: 'b', port: 80, targetPort: 9187 },
        ],
      }),
      workload('StatefulSet', 'db', { ports: ['5432', '9187'], spec: { serviceName: 'db' } }),
    ]),
    at('Service/shop/db', 'spec.ports[0].port', 'endpoints by hand', [
      service('db', { clusterIP: 'None', ports: [{ name: 'pg', port: 5432 }] }),
      slice('db-1', 'db', [{ name: 'pg', port: 15432 }]),
    ]),
  ],
  right: [
    { title: 'with a cluster IP', input: [web(), deployment('web')] },
    {
      title: 'equal numbers',
      input: [
        service('web', { clusterIP: 'None', selector: { app: 'web' }, ports: [{ port: 8080, targetPort: 'http' }] }),
        deployment('web'),
      ],
    },
    {
      title: 'no ports at all',
      input: [service('web', { clusterIP: 'None', selector: { app: 'web' } }), deployment('web')],
    },
    {
      title: 'Pods that listen on both',
      input: [web({ clusterIP: 'None' }), deployment('web', { ports: ['80', '8080'] })],
    },
    {
      title: 'endpoints by hand on the same port',
      input: [
        service('db', { clusterIP: 'None', ports: [{ name: 'pg', port: 5432 }] }),
        slice('db-1', 'db', [{ name: 'pg', port: 5432 }]),
      ],
    },
  ],
};
