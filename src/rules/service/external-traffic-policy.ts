import { service } from '../example';
import { defineRule } from '../rule';
import { isReachableFromOutside } from './service-shape';

const POLICIES = ['Cluster', 'Local'];

export const externalTrafficPolicy = defineRule({
  id: 'service/external-traffic-policy',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['Service'],
  field: 'spec.externalTrafficPolicy',
  summary: 'externalTrafficPolicy is Cluster or Local, on a Service that is reached from outside.',
  why: 'kube-apiserver refuses it elsewhere (validateServiceExternalTrafficPolicy in pkg/apis/core/validation): there is no external traffic to have a policy for.',
  fix: 'Leave it out, or make the Service reachable with type NodePort or LoadBalancer, or with externalIPs.',
  passing: [
    {
      title: 'A NodePort Service',
      manifests: service('type: NodePort\nexternalTrafficPolicy: Local\nports: [{ port: 80 }]'),
    },
    {
      title: 'External addresses',
      manifests: service('externalIPs: [203.0.113.7]\nexternalTrafficPolicy: Local\nports: [{ port: 80 }]'),
    },
  ],
  failing: [
    {
      title: 'A ClusterIP Service',
      manifests: service('externalTrafficPolicy: Cluster\nports: [{ port: 80 }]'),
      path: 'spec.externalTrafficPolicy',
      kind: 'Invalid',
    },
    {
      title: 'A policy that does not exist',
      manifests: service('type: NodePort\nexternalTrafficPolicy: local\nports: [{ port: 80 }]'),
      path: 'spec.externalTrafficPolicy',
      kind: 'NotSupported',
    },
  ],
  *check(object) {
    const policy = object.at('spec', 'externalTrafficPolicy');
    if (policy.text === '') return;
    if (!isReachableFromOutside(object)) yield policy.invalid('may only be set for externally-accessible services');
    else if (!POLICIES.includes(policy.text)) yield policy.notSupported(POLICIES);
  },
});
