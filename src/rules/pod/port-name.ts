import { portNameErrors } from '../../terms/dns-name';
import { podWith } from '../example';
import { definePodRule } from './pod-rule';
import { containersOf } from './pod-shape';

export const containerPortName = definePodRule({
  id: 'pod/port-name',
  stage: 'validate',
  severity: 'error',
  summary:
    'The name of a container port has at most 15 lower case letters, digits and inner hyphens, a letter among them, and stands once in a container.',
  why: 'kube-apiserver refuses others (validateContainerPorts in pkg/apis/core/validation): the name is an IANA service name, which the targetPort of a Service and the port of an Ingress have to be as well. The name of a Service port is another one and may have 63 characters.',
  fix: 'Shorten the name, and name the same in the targetPort of Services and in probes.',
  passing: [
    { title: 'Fifteen characters', manifests: podWith('ports: [{ name: exactly-15-char, containerPort: 9090 }]') },
    { title: 'No names', manifests: podWith('ports: [{ containerPort: 80 }, { containerPort: 443 }]') },
  ],
  failing: [
    {
      title: 'Eighteen characters',
      manifests: podWith('ports: [{ name: prometheus-metrics, containerPort: 9090 }]'),
      path: 'spec.containers[0].ports[0].name',
      kind: 'Invalid',
    },
    {
      title: 'Digits alone',
      manifests: podWith("ports: [{ name: '8080', containerPort: 8080 }]"),
      path: 'spec.containers[0].ports[0].name',
      kind: 'Invalid',
    },
    {
      title: 'One name twice in a container',
      manifests: podWith('ports: [{ name: http, containerPort: 8080 }, { name: http, containerPort: 8081 }]'),
      path: 'spec.containers[0].ports[1].name',
      kind: 'Duplicate',
    },
  ],
  *check(pod) {
    for (const container of containersOf(pod)) {
      const names = new Set<string>();
      for (const port of container.at('ports').items()) {
        const name = port.at('name');
        if (name.text === '') continue;
        const errors = portNameErrors(name.text);
        for (const error of errors) yield name.invalid(error);
        if (errors.length > 0) continue;
        if (names.has(name.text)) yield name.duplicate();
        names.add(name.text);
      }
    }
  },
});
