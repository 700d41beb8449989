import { service } from '../example';
import { defineRule } from '../rule';

const TYPES = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'];

export const type = defineRule({
  id: 'service/type',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['Service'],
  summary: 'spec.type is one of the four that exist.',
  why: 'kube-apiserver knows no other (validateService in pkg/apis/core/validation).',
  fix: 'Choose ClusterIP, NodePort, LoadBalancer or ExternalName; a headless Service is a ClusterIP one with clusterIP: None.',
  passing: [{ title: 'Headless', manifests: service('clusterIP: None') }],
  failing: [
    {
      title: 'Headless is not a type',
      manifests: service('type: Headless\nports: [{ port: 80 }]'),
      path: 'spec.type',
      kind: 'NotSupported',
    },
  ],
  *check(object) {
    const given = object.at('spec', 'type');
    if (!TYPES.includes(given.text)) yield given.notSupported(TYPES);
  },
});
