import { portNumberErrors } from '../../terms/port-number';
import { podWith } from '../example';
import { definePodRule } from './pod-rule';
import { numberAt, portsOf } from './pod-shape';

export const containerPort = definePodRule({
  id: 'pod/container-port',
  stage: 'validate',
  severity: 'error',
  summary: 'Every port of a container has a containerPort from 1 to 65535.',
  why: 'kube-apiserver refuses others (validateContainerPorts in pkg/apis/core/validation).',
  fix: 'Write the port that the container listens on as containerPort.',
  passing: [{ title: 'The highest port', manifests: podWith('ports: [{ containerPort: 65535 }]') }],
  failing: [
    {
      title: 'A name alone',
      manifests: podWith('ports: [{ name: http }]'),
      path: 'spec.containers[0].ports[0].containerPort',
      kind: 'Required',
    },
    {
      title: 'Out of range',
      manifests: podWith('ports: [{ containerPort: 70000 }]'),
      path: 'spec.containers[0].ports[0].containerPort',
      kind: 'Invalid',
    },
  ],
  *check(pod) {
    for (const port of portsOf(pod)) {
      const number = port.at('containerPort');
      if (numberAt(number) === 0) yield number.required();
      else for (const error of portNumberErrors(number.value)) yield number.invalid(error);
    }
  },
});
