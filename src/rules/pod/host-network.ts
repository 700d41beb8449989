import { pod, workload } from '../example';
import { definePodRule } from './pod-rule';
import { numberAt } from './pod-shape';

export const hostNetwork = definePodRule({
  id: 'pod/host-network',
  stage: 'validate',
  severity: 'error',
  field: 'spec.hostNetwork',
  summary: 'On the host network a hostPort is the containerPort, and users are those of the host.',
  why: 'kube-apiserver refuses others (validatePodHostNetworkDeps and validateHostUsers in pkg/apis/core/validation): the container listens on the node itself, and nothing translates the port.',
  fix: 'Leave hostPort out, or write the containerPort there.',
  passing: [
    {
      title: 'The port of the container',
      manifests: pod(
        'hostNetwork: true\ncontainers: [{ name: web, image: web, ports: [{ containerPort: 80, hostPort: 80 }] }]',
      ),
    },
    {
      title: 'No hostPort',
      manifests: pod('hostNetwork: true\ncontainers: [{ name: web, image: web, ports: [{ containerPort: 80 }] }]'),
    },
  ],
  failing: [
    {
      title: 'Another port',
      manifests: workload(
        'DaemonSet',
        'selector: { matchLabels: { app: web } }\ntemplate:\n  metadata: { labels: { app: web } }\n  spec:\n    hostNetwork: true\n    containers: [{ name: web, image: web, ports: [{ containerPort: 8080, hostPort: 80 }] }]',
      ),
      path: 'spec.template.spec.containers[0].ports[0].hostPort',
      kind: 'Invalid',
    },
    {
      title: 'Users of its own',
      manifests: pod('hostNetwork: true\nhostUsers: false\ncontainers: [{ name: web, image: web }]'),
      path: 'spec.hostNetwork',
      kind: 'Forbidden',
    },
  ],
  *check(pod, { object: { kind } }) {
    const hostNetwork = pod.at('spec', 'hostNetwork');
    if (hostNetwork.value !== true) return;
    for (const container of pod.at('spec', 'containers').items()) {
      for (const port of container.at('ports').items()) {
        const hostPort = port.at('hostPort');
        const number = numberAt(hostPort);
        // Templates may leave it out: it is filled in when the Pod is made.
        if (number === numberAt(port.at('containerPort')) || (number === 0 && kind !== 'Pod')) continue;
        yield hostPort.invalid('must match `containerPort` when `hostNetwork` is true', {}, number);
      }
    }
    if (pod.at('spec', 'hostUsers').value === false) yield hostNetwork.forbidden('when `hostUsers` is false');
  },
});
