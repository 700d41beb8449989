import { pod } from '../example';
import { checkLabels } from '../metadata/labels';
import { definePodRule } from './pod-rule';

const WEB = 'containers: [{ name: web, image: web }]';

export const nodeSelector = definePodRule({
  id: 'pod/node-selector',
  stage: 'validate',
  severity: 'error',
  field: 'spec.nodeSelector',
  summary: 'A nodeSelector holds labels that a node can have.',
  why: 'kube-apiserver validates it like labels (ValidatePodSpec in pkg/apis/core/validation).',
  fix: 'Copy the labels from the node.',
  passing: [{ title: 'Nodes with Linux', manifests: pod(`nodeSelector: { kubernetes.io/os: linux }\n${WEB}`) }],
  failing: [
    {
      title: 'A space in a value',
      manifests: pod(`nodeSelector: { disk: very fast }\n${WEB}`),
      path: 'spec.nodeSelector',
      kind: 'Invalid',
    },
  ],
  check: (pod, { minor }) => checkLabels(pod.at('spec', 'nodeSelector'), minor),
});
