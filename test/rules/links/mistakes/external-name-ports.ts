import { http, service } from '../builders';
import type { RuleCases } from './mistake';
import { at } from './mistake';

export const externalNamePorts: RuleCases = {
  rule: 'links/external-name-ports',
  faulty: [
    at('Service/shop/db', 'spec.ports[0].targetPort', 'a port mapping', [
      service('db', { type: 'ExternalName', externalName: 'db.example.com', ports: http }),
    ]),
  ],
  right: [
    {
      title: 'a port that is not mapped',
      input: [
        service('db', {
          type: 'ExternalName',
          externalName: 'db.example.com',
          ports: [{ port: 5432, targetPort: 5432 }],
        }),
      ],
    },
  ],
};
