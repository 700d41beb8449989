import { replicationController } from '../example';
import { defineRule } from '../rule';
import { TEMPLATE } from './workload-shape';

export const template = defineRule({
  id: 'workload/template',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  // In other controllers, what is missing are the containers.
  kinds: ['ReplicationController'],
  summary: 'A ReplicationController has a Pod template.',
  why: 'kube-apiserver refuses others (ValidatePodTemplateSpecForRC in pkg/apis/core/validation).',
  fix: 'Write the Pods that it is to make as template, or use a Deployment.',
  passing: [{ title: 'A template', manifests: replicationController(TEMPLATE) }],
  failing: [
    {
      title: 'A selector alone',
      manifests: replicationController('selector: { app: web }'),
      path: 'spec.template',
      kind: 'Required',
    },
  ],
  *check(object) {
    const template = object.at('spec', 'template');
    if (!template.present) yield template.required();
  },
});
