import { ipWarning } from '../../terms/ip-errors';
import { endpoints } from '../example';
import { defineRule } from '../rule';
import { addressesOf } from './addresses-of';

export const addressFormat = defineRule({
  id: 'endpoints/address-format',
  source: 'apiserver',
  stage: 'warn',
  severity: 'warning',
  kinds: ['Endpoints'],
  summary: 'Addresses of Endpoints are in canonical form, without leading zeros.',
  why: 'kube-apiserver warns (endpointsWarnings in pkg/registry/core/endpoint); readers disagree about what such an address means, and Kubernetes 1.36 refuses it (KEP-4858).',
  fix: 'Write the form that the message proposes.',
  passing: [{ title: 'Canonical', manifests: endpoints('addresses: [{ ip: 10.1.2.3 }]') }],
  failing: [
    {
      title: 'Leading zeros',
      manifests: endpoints('addresses: [{ ip: 010.001.002.003 }]'),
      path: 'subsets[0].addresses[0].ip',
      kind: 'Ignored',
    },
  ],
  *check(object, { minor }) {
    for (const each of addressesOf(object)) {
      const ip = each.at('ip');
      const warning = ipWarning(ip.text, minor);
      if (warning !== undefined) yield ip.ignored(`${ip.path}: ${warning}`);
    }
  },
});
