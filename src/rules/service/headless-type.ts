import { service } from '../example';
import { defineRule } from '../rule';

export const headlessType = defineRule({
  id: 'service/headless-type',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['Service'],
  summary: 'Only a Service of type ClusterIP can be headless.',
  why: 'kube-apiserver refuses clusterIP: None for NodePort and LoadBalancer (validateService in pkg/apis/core/validation): both forward to the cluster IP.',
  fix: 'Leave the type out for a headless Service, or clusterIP for one that is reached from outside.',
  passing: [{ title: 'Headless', manifests: service('clusterIP: None') }],
  failing: [
    {
      title: 'A headless NodePort',
      manifests: service('type: NodePort\nclusterIP: None\nports: [{ port: 80 }]'),
      path: 'spec.clusterIPs[0]',
      kind: 'Invalid',
    },
  ],
  *check(object) {
    const type = object.at('spec', 'type').text;
    const first = object.at('spec', 'clusterIPs').key(0);
    if (first.value !== 'None' || (type !== 'NodePort' && type !== 'LoadBalancer')) return;
    yield first.invalid(`may not be set to 'None' for ${type} services`);
  },
});
