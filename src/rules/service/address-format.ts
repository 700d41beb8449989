import { cidrWarnings, ipWarning } from '../../terms/ip-errors';
import type { Cursor, Finding } from '../cursor';
import { service } from '../example';
import { defineRule } from '../rule';

export const addressFormat = defineRule({
  id: 'service/address-format',
  source: 'apiserver',
  stage: 'warn',
  severity: 'warning',
  kinds: ['Service'],
  summary: 'Addresses and networks are in canonical form: no leading zeros, no host bits, IPv6 as RFC 5952 writes it.',
  why: 'kube-apiserver warns (GetWarningsForIP and GetWarningsForCIDR in apimachinery/pkg/util/validation); readers disagree about what such an address means, and Kubernetes 1.36 refuses most of them (KEP-4858).',
  fix: 'Write the form that the message proposes.',
  passing: [{ title: 'Canonical', manifests: service("externalIPs: ['2001:db8::1']\nports: [{ port: 80 }]") }],
  failing: [
    {
      title: 'Leading zeros',
      manifests: service('externalIPs: [203.000.113.007]\nports: [{ port: 80 }]'),
      path: 'spec.externalIPs[0]',
      kind: 'Ignored',
    },
    {
      title: 'Zero groups that could be left out',
      manifests: service("externalIPs: ['2001:db8:0::1']\nports: [{ port: 80 }]"),
      path: 'spec.externalIPs[0]',
      kind: 'Ignored',
    },
    {
      title: 'Host bits',
      manifests: service('type: LoadBalancer\nloadBalancerSourceRanges: [10.1.2.3/8]\nports: [{ port: 80 }]'),
      path: 'spec.loadBalancerSourceRanges[0]',
      kind: 'Ignored',
    },
  ],
  *check(object, { minor }) {
    const spec = object.at('spec');
    for (const field of ['clusterIPs', 'externalIPs']) {
      for (const ip of spec.at(field).items()) yield* checkIP(ip, minor);
    }
    yield* checkIP(spec.at('loadBalancerIP'), minor);
    for (const range of spec.at('loadBalancerSourceRanges').items()) {
      for (const warning of cidrWarnings(range.text, minor)) yield range.ignored(`${range.path}: ${warning}`);
    }
  },
});

function* checkIP(place: Cursor, minor: number): Iterable<Finding> {
  const warning = ipWarning(place.text, minor);
  if (warning !== undefined) yield place.ignored(`${place.path}: ${warning}`);
}
