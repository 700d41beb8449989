import { parseIP } from '../../terms/ip';
import { legacyIPErrors, specialIPErrors } from '../../terms/ip-errors';
import { endpoints } from '../example';
import { defineRule } from '../rule';
import { addressesOf } from './addresses-of';

export const address = defineRule({
  id: 'endpoints/address',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['Endpoints'],
  summary: 'Addresses of Endpoints are IP addresses to which packets can be sent from elsewhere.',
  why: 'kube-apiserver refuses names, and unspecified, loopback and link-local addresses (validateEndpointAddress in pkg/apis/core/validation).',
  fix: 'Write the address at which the nodes reach the endpoint; for a name, use a Service of type ExternalName.',
  passing: [{ title: 'An address', manifests: endpoints('addresses: [{ ip: 192.0.2.10 }]') }],
  failing: [
    {
      title: 'A name',
      manifests: endpoints('addresses: [{ ip: db.example.com }]'),
      path: 'subsets[0].addresses[0].ip',
      kind: 'Invalid',
    },
    {
      title: 'Loopback',
      manifests: endpoints('notReadyAddresses: [{ ip: 127.0.0.1 }]'),
      path: 'subsets[0].notReadyAddresses[0].ip',
      kind: 'Invalid',
    },
  ],
  *check(object, { minor }) {
    for (const each of addressesOf(object)) {
      const ip = each.at('ip');
      const special = parseIP(ip.text) === undefined ? ['must be a valid IP address'] : specialIPErrors(ip.text);
      for (const error of [...legacyIPErrors(ip.text, minor), ...special]) yield ip.invalid(error, {}, ip.text);
    }
  },
});
