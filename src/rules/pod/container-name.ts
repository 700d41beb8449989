import { dnsLabelErrors } from '../../terms/dns-name';
import { pod } from '../example';
import { definePodRule } from './pod-rule';

export const containerName = definePodRule({
  id: 'pod/container-name',
  stage: 'validate',
  severity: 'error',
  summary: 'Every container has a name of its own, which is a DNS label; init containers count as well.',
  why: 'kube-apiserver refuses other names (validateContainerCommon in pkg/apis/core/validation).',
  fix: 'Name every container with at most 63 lower case letters, digits and inner hyphens, each name once in the Pod.',
  passing: [
    {
      title: 'A container, and one that prepares it',
      manifests: pod('initContainers: [{ name: setup, image: setup }]\ncontainers: [{ name: web, image: web }]'),
    },
  ],
  failing: [
    {
      title: 'No name',
      manifests: pod('containers: [{ image: web }]'),
      path: 'spec.containers[0].name',
      kind: 'Required',
    },
    {
      title: 'An underscore',
      manifests: pod('containers: [{ name: web_1, image: web }]'),
      path: 'spec.containers[0].name',
      kind: 'Invalid',
    },
    {
      title: 'One name twice',
      manifests: pod('containers: [{ name: web, image: web }, { name: web, image: proxy }]'),
      path: 'spec.containers[1].name',
      kind: 'Duplicate',
    },
  ],
  *check(pod) {
    const names = new Set<string>();
    for (const list of ['containers', 'initContainers']) {
      for (const container of pod.at('spec', list).items()) {
        const name = container.at('name');
        if (name.text === '') yield name.required();
        else for (const error of dnsLabelErrors(name.text)) yield name.invalid(error);
        if (names.has(name.text)) yield name.duplicate({}, name.text);
        // The absence of a name is taken for a name among containers, but not among init containers.
        if (name.text !== '' || list === 'containers') names.add(name.text);
      }
    }
  },
});
