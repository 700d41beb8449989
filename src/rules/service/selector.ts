import { service } from '../example';
import { checkLabels } from '../metadata/labels';
import { defineRule } from '../rule';

export const selector = defineRule({
  id: 'service/selector',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['Service'],
  field: 'spec.selector',
  summary: 'A selector holds labels that a Pod can have.',
  why: 'kube-apiserver validates it like labels (validateService in pkg/apis/core/validation).',
  fix: 'Copy the labels from the Pod template.',
  passing: [
    {
      title: 'Labels of a Pod',
      manifests: service('selector: { app.kubernetes.io/name: web }\nports: [{ port: 80 }]'),
    },
    { title: 'An empty selector selects nothing', manifests: service('selector: {}\nports: [{ port: 80 }]') },
  ],
  failing: [
    {
      title: 'A value with a space',
      manifests: service('selector: { app: my web }\nports: [{ port: 80 }]'),
      path: 'spec.selector',
      kind: 'Invalid',
    },
  ],
  check: (object, { minor }) => checkLabels(object.at('spec', 'selector'), minor),
});
