import { cidrWarnings } from '../../terms/ip-errors';
import { defineRule } from '../rule';
import { ipBlocksOf, networkPolicy } from './policy-shape';

export const ipBlockFormat = defineRule({
  id: 'network-policy/ip-block-format',
  source: 'apiserver',
  stage: 'warn',
  severity: 'warning',
  kinds: ['NetworkPolicy'],
  summary:
    'The networks of an ipBlock are in canonical form: no leading zeros, no host bits, IPv6 as RFC 5952 writes it.',
  why: 'kube-apiserver warns (GetWarningsForCIDR in apimachinery/pkg/util/validation); readers disagree about what such a network means, and Kubernetes 1.36 refuses most of them (KEP-4858).',
  fix: 'Write the form that the message proposes.',
  passing: [{ title: 'A network', manifests: networkPolicy('egress: [{ to: [{ ipBlock: { cidr: 10.0.0.0/8 } }] }]') }],
  failing: [
    {
      title: 'Host bits',
      manifests: networkPolicy('egress: [{ to: [{ ipBlock: { cidr: 10.1.2.3/8 } }] }]'),
      path: 'spec.egress[0].to[0].ipBlock.cidr',
      kind: 'Ignored',
    },
    {
      title: 'Leading zeros in what is excepted',
      manifests: networkPolicy('ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8, except: [10.1.0.0/016] } }] }]'),
      path: 'spec.ingress[0].from[0].ipBlock.except[0]',
      kind: 'Ignored',
    },
  ],
  *check(object, { minor }) {
    for (const block of ipBlocksOf(object)) {
      for (const place of [block.at('cidr'), ...block.at('except').items()]) {
        for (const warning of cidrWarnings(place.text, minor)) yield place.ignored(`${place.path}: ${warning}`);
      }
    }
  },
});
