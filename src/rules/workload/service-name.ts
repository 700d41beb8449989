import { dnsLabelErrors } from '../../terms/dns-name';
import { workload } from '../example';
import { defineRule } from '../rule';
import { CONTROLLER } from './workload-shape';

export const serviceName = defineRule({
  id: 'workload/service-name',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['StatefulSet'],
  field: 'spec.serviceName',
  versions: { since: '1.33' },
  summary: 'The serviceName of a StatefulSet is a DNS label.',
  why: 'kube-apiserver refuses others (ValidateStatefulSetSpec in pkg/apis/apps/validation): it becomes the subdomain of the Pods, in which their names are found.',
  fix: 'Write the name of the headless Service alone, without its namespace.',
  passing: [{ title: 'A headless Service', manifests: workload('StatefulSet', `serviceName: web\n${CONTROLLER}`) }],
  failing: [
    {
      title: 'A whole domain',
      manifests: workload('StatefulSet', `serviceName: web.default.svc\n${CONTROLLER}`),
      path: 'spec.serviceName',
      kind: 'Invalid',
    },
  ],
  *check(object) {
    const name = object.at('spec', 'serviceName');
    if (name.text === '') return;
    for (const error of dnsLabelErrors(name.text)) yield name.invalid(error);
  },
});
