import { http, service } from '../builders';
import type { RuleCases } from './mistake';
import { at } from './mistake';

export const externalNameTarget: RuleCases = {
  rule: 'links/external-name-target',
  faulty: [
    at('Service/shop/db', 'spec.externalName', 'the short name of a Service', [
      service('db', { type: 'ExternalName', externalName: 'db.data.svc' }),
      service('data/db', { ports: http }),
    ]),
    at('Service/shop/a', 'spec.externalName', 'two that name each other', [
      service('a', { type: 'ExternalName', externalName: 'b.shop.svc.cluster.local' }),
      service('b', { type: 'ExternalName', externalName: 'a.shop.svc.cluster.local' }),
    ]),
    at('Service/shop/db', 'spec.externalName', 'localhost', [
      service('db', { type: 'ExternalName', externalName: 'localhost' }),
    ]),
  ],
  right: [
    {
      title: 'a chain inside the cluster',
      input: [
        service('a', { type: 'ExternalName', externalName: 'b.shop.svc.cluster.local.' }),
        service('b', { type: 'ExternalName', externalName: 'c.shop.svc.cluster.local' }),
        service('c', { ports: http }),
      ],
    },
  ],
};
