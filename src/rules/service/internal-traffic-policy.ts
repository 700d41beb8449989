import { service } from '../example';
import { defineRule } from '../rule';

const POLICIES = ['Cluster', 'Local'];

export const internalTrafficPolicy = defineRule({
  id: 'service/internal-traffic-policy',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['Service'],
  field: 'spec.internalTrafficPolicy',
  summary: 'internalTrafficPolicy is Cluster or Local.',
  why: 'kube-apiserver knows no other, and does not take the empty string for none (validateServiceInternalTrafficFieldsValue in pkg/apis/core/validation).',
  fix: 'Write Cluster or Local, or leave it out for Cluster.',
  passing: [{ title: 'Local', manifests: service('internalTrafficPolicy: Local\nports: [{ port: 80 }]') }],
  failing: [
    {
      title: 'Empty',
      manifests: service("internalTrafficPolicy: ''\nports: [{ port: 80 }]"),
      path: 'spec.internalTrafficPolicy',
      kind: 'NotSupported',
    },
  ],
  *check(object) {
    const policy = object.at('spec', 'internalTrafficPolicy');
    if (policy.present && !POLICIES.includes(policy.text)) yield policy.notSupported(POLICIES);
  },
});
