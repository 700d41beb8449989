import { defineRule } from '../rule';
import { networkPolicy } from './policy-shape';

const TYPES = ['Ingress', 'Egress'];

export const policyTypes = defineRule({
  id: 'network-policy/policy-types',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['NetworkPolicy'],
  summary: 'policyTypes holds Ingress, Egress, or both, with a capital.',
  why: 'kube-apiserver refuses others (ValidateNetworkPolicySpec in pkg/apis/networking/validation).',
  fix: 'Write Ingress, Egress or both.',
  passing: [{ title: 'Both', manifests: networkPolicy('policyTypes: [Ingress, Egress]') }],
  failing: [
    {
      title: 'In lower case',
      manifests: networkPolicy('policyTypes: [ingress]'),
      path: 'spec.policyTypes[0]',
      kind: 'NotSupported',
    },
    {
      title: 'Three of them',
      manifests: networkPolicy('policyTypes: [Ingress, Egress, Ingress]'),
      path: 'spec.policyTypes',
      kind: 'Invalid',
    },
  ],
  *check(object) {
    const types = object.at('spec', 'policyTypes');
    if (types.items().length > TYPES.length) {
      yield types.invalid('may not specify more than two policyTypes');
      return;
    }
    for (const type of types.items()) if (!TYPES.includes(type.text)) yield type.notSupported(TYPES);
  },
});
