import { route, service, slice } from '../builders';
import type { RuleCases } from './mistake';
import { at } from './mistake';

export const externalNameBackend: RuleCases = {
  rule: 'links/external-name-backend',
  faulty: [
    at('Ingress/shop/web', 'spec.rules[0].http.paths[0].backend.service.name', 'a backend', [
      route('web', 'a.example.com', '/', 'db:80'),
      service('db', { type: 'ExternalName', externalName: 'db.example.com', ports: [{ port: 80 }] }),
    ]),
  ],
  right: [
    {
      title: 'endpoints outside the cluster by their addresses',
      input: [
        route('web', 'a.example.com', '/', 'db:80'),
        service('db', { ports: [{ port: 80 }] }),
        slice('db-1', 'db', [{ port: 80 }]),
      ],
    },
  ],
};
