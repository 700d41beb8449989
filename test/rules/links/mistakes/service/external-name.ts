import { service } from '../../builders';
import type { RuleCases } from '../mistake';
import { at } from '../mistake';

export const externalName: RuleCases = {
  rule: 'service/external-name',
  faulty: [
    at('Service/shop/db', 'spec.externalName', 'a URL', [
      service('db', { type: 'ExternalName', externalName: 'https://db.example.com' }),
    ]),
    at('Service/shop/db', 'spec.externalName', 'a host with port', [
      service('db', { type: 'ExternalName', externalName: 'db.example.com:5432' }),
    ]),
  ],
  right: [{ title: 'a host', input: [service('db', { type: 'ExternalName', externalName: 'db.example.com' })] }],
};
