import { service } from '../example';
import { defineRule } from '../rule';
import { allocationFindings } from './allocation-findings';

export const clusterIPOwner = defineRule({
  id: 'service/cluster-ip-owner',
  source: 'apiserver',
  stage: 'allocate',
  severity: 'error',
  kinds: ['Service'],
  summary: 'A Service that gets a cluster IP has a name that can stand in a URL.',
  why: 'kube-apiserver records every cluster IP in an IPAddress object that refers to the Service by name, and does so before it validates names; with an automatic address it tries all of the range, for many seconds, and answers 500.',
  fix: 'Give the Service a name: lower case letters, digits and inner hyphens.',
  passing: [{ title: 'A name', manifests: service('ports: [{ port: 80 }]') }],
  failing: [
    {
      title: 'No name, and a certain address',
      manifests: service('clusterIP: 10.96.7.7\nports: [{ port: 80 }]', 'labels: { app: web }'),
      path: 'spec.clusterIPs',
      kind: 'Invalid',
    },
  ],
  check: (_object, context) => allocationFindings(context, 'cluster-ip-owner'),
});
