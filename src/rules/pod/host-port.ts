import { portNumberErrors } from '../../terms/port-number';
import type { Cursor, Finding } from '../cursor';
import { pod, podWith } from '../example';
import { definePodRule } from './pod-rule';
import { numberAt, portsOf, protocolAt } from './pod-shape';

export const hostPort = definePodRule({
  id: 'pod/host-port',
  stage: 'validate',
  severity: 'error',
  summary: 'A hostPort is from 1 to 65535, and no two ports of a Pod share one of the same protocol and hostIP.',
  why: 'kube-apiserver refuses others (validateContainerPorts and checkHostPortConflicts in pkg/apis/core/validation). On the host network every port of a Pod is a hostPort. Init containers run one by one, so that each of them counts alone.',
  fix: 'Leave hostPort out, or give every port another one.',
  passing: [
    {
      title: 'One number for two protocols',
      manifests: podWith(
        'ports:\n- { name: dns, containerPort: 53, hostPort: 53, protocol: UDP }\n- { name: dns-tcp, containerPort: 53, hostPort: 53 }',
      ),
    },
  ],
  failing: [
    {
      title: 'Out of range',
      manifests: podWith('ports: [{ containerPort: 80, hostPort: 70000 }]'),
      path: 'spec.containers[0].ports[0].hostPort',
      kind: 'Invalid',
    },
    {
      title: 'Two containers, one hostPort',
      manifests: pod(
        'containers:\n- { name: web, image: web, ports: [{ containerPort: 80, hostPort: 8080 }] }\n- { name: api, image: api, ports: [{ containerPort: 81, hostPort: 8080 }] }',
      ),
      path: 'spec.containers[1].ports[0].hostPort',
      kind: 'Duplicate',
    },
    {
      title: 'The same on the host network',
      manifests: pod(
        'hostNetwork: true\ncontainers:\n- { name: web, image: web, ports: [{ containerPort: 80 }] }\n- { name: api, image: api, ports: [{ containerPort: 80 }] }',
      ),
      path: 'spec.containers[1].ports[0].hostPort',
      kind: 'Duplicate',
    },
  ],
  *check(pod) {
    for (const port of portsOf(pod)) {
      const number = port.at('hostPort');
      if (numberAt(number) === 0) continue;
      for (const error of portNumberErrors(number.value)) yield number.invalid(error);
    }
    yield* duplicates(pod.at('spec', 'containers').items());
    const init = pod.at('spec', 'initContainers');
    // The API server gives the ports of every init container the path of the first one.
    for (const container of init.items()) yield* duplicates([container.under(init.key(0).path)]);
  },
});

function* duplicates(containers: readonly Cursor[]): Iterable<Finding> {
  const taken = new Set<string>();
  for (const port of containers.flatMap((container) => container.at('ports').items())) {
    const number = port.at('hostPort');
    if (numberAt(number) === 0) continue;
    const key = `${protocolAt(port)}/${port.at('hostIP').text}/${numberAt(number)}`;
    if (taken.has(key)) yield number.duplicate({}, key);
    taken.add(key);
  }
}
