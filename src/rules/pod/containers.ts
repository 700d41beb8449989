import { pod, podWith } from '../example';
import { definePodRule } from './pod-rule';

export const containers = definePodRule({
  id: 'pod/containers',
  stage: 'validate',
  severity: 'error',
  summary: 'A Pod has at least one container.',
  why: 'kube-apiserver refuses a Pod, or a Pod template, without containers (validateContainers in pkg/apis/core/validation).',
  fix: 'Add a container with a name and an image.',
  passing: [{ title: 'One container', manifests: podWith('command: [serve]') }],
  failing: [
    { title: 'An empty list', manifests: pod('containers: []'), path: 'spec.containers', kind: 'Required' },
    {
      title: 'Init containers alone',
      manifests: pod('initContainers: [{ name: setup, image: setup }]'),
      path: 'spec.containers',
      kind: 'Required',
    },
  ],
  *check(pod) {
    const list = pod.at('spec', 'containers');
    if (list.items().length === 0) yield list.required();
  },
});
