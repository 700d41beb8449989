import { service } from '../builders';
import type { RuleCases } from './mistake';
import { at } from './mistake';

export const externalNameAddress: RuleCases = {
  rule: 'links/external-name-address',
  faulty: [
    at('Service/shop/db', 'spec.externalName', 'an address', [
      service('db', { type: 'ExternalName', externalName: '10.0.0.7' }),
    ]),
  ],
  right: [
    {
      title: 'labels of digits',
      input: [service('db', { type: 'ExternalName', externalName: '10.0.0.7.example.com' })],
    },
  ],
};
