import type { Cidr } from '../../terms/cidr';
import { cidrContains, parseCidr } from '../../terms/cidr';
import { legacyCidrErrors } from '../../terms/ip-errors';
import { defineRule } from '../rule';
import { ipBlocksOf, networkPolicy } from './policy-shape';

export const ipBlock = defineRule({
  id: 'network-policy/ip-block',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['NetworkPolicy'],
  summary: 'An ipBlock is a CIDR, and what it excepts are parts of it.',
  why: 'kube-apiserver refuses others (ValidateIPBlock in pkg/apis/networking/validation); from Kubernetes 1.36 on also host bits, leading zeros and IPv4-mapped addresses.',
  fix: 'Write networks like 203.0.113.0/24, single addresses with /32 or /128, and in except smaller ones inside.',
  passing: [
    {
      title: 'All but one network',
      manifests: networkPolicy('egress: [{ to: [{ ipBlock: { cidr: 0.0.0.0/0, except: [10.0.0.0/8] } }] }]'),
    },
  ],
  failing: [
    {
      title: 'No CIDR',
      manifests: networkPolicy('egress: [{ to: [{ ipBlock: { cidr: 999.999.0.0/99 } }] }]'),
      path: 'spec.egress[0].to[0].ipBlock.cidr',
      kind: 'Invalid',
    },
    {
      title: 'Nothing at all',
      manifests: networkPolicy('ingress: [{ from: [{ ipBlock: { except: [10.0.0.0/8] } }] }]'),
      path: 'spec.ingress[0].from[0].ipBlock.cidr',
      kind: 'Required',
    },
    {
      title: 'Excepted is what is not in it',
      manifests: networkPolicy('ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8, except: [192.168.0.0/16] } }] }]'),
      path: 'spec.ingress[0].from[0].ipBlock.except[0]',
      kind: 'Invalid',
    },
  ],
  *check(object, { minor }) {
    for (const block of ipBlocksOf(object)) {
      const cidr = block.at('cidr');
      if (cidr.text === '') {
        yield cidr.required();
        continue;
      }
      for (const error of legacyCidrErrors(cidr.text, minor)) yield cidr.invalid(error);
      const whole = parseCidr(cidr.text);
      if (whole === undefined) continue;
      for (const except of block.at('except').items()) {
        for (const error of legacyCidrErrors(except.text, minor)) yield except.invalid(error);
        const part = parseCidr(except.text);
        if (part === undefined || isWithin(part, whole)) continue;
        yield except.invalid('must be a strict subset of `cidr`');
      }
    }
  },
});

/** The API server compares prefix lengths as they are written, those of IPv4-mapped networks too. */
function isWithin(part: Cidr, whole: Cidr): boolean {
  return cidrContains(whole, { family: part.family, bits: part.first }) && whole.prefixLength < part.prefixLength;
}
