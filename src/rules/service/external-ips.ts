import { legacyIPErrors, specialIPErrors } from '../../terms/ip-errors';
import { service } from '../example';
import { defineRule } from '../rule';

export const externalIPs = defineRule({
  id: 'service/external-ips',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['Service'],
  field: 'spec.externalIPs',
  summary: 'externalIPs are addresses that packets can be sent to from elsewhere.',
  why: 'kube-apiserver refuses what is not an address, and unspecified, loopback and link-local ones (ValidateEndpointIP in pkg/apis/core/validation); from Kubernetes 1.36 on also leading zeros and IPv4-mapped addresses.',
  fix: 'Write an address that is routed to a node.',
  passing: [{ title: 'An address', manifests: service('externalIPs: [203.0.113.7]\nports: [{ port: 80 }]') }],
  failing: [
    {
      title: 'A CIDR',
      manifests: service('externalIPs: [203.0.113.0/24]\nports: [{ port: 80 }]'),
      path: 'spec.externalIPs[0]',
      kind: 'Invalid',
    },
    {
      title: 'Loopback',
      manifests: service('externalIPs: [127.0.0.1]\nports: [{ port: 80 }]'),
      path: 'spec.externalIPs[0]',
      kind: 'Invalid',
    },
    {
      title: 'Leading zeros, which Kubernetes 1.36 refuses',
      manifests: service('externalIPs: [203.000.113.007]\nports: [{ port: 80 }]'),
      options: { kubernetesVersion: '1.36' },
      path: 'spec.externalIPs[0]',
      kind: 'Invalid',
    },
  ],
  *check(object, { minor }) {
    for (const ip of object.at('spec', 'externalIPs').items()) {
      const malformed = legacyIPErrors(ip.text, minor);
      for (const error of malformed.length > 0 ? malformed : specialIPErrors(ip.text)) yield ip.invalid(error);
    }
  },
});
