import type { Cursor } from '../cursor';
import { podWith } from '../example';
import { definePodRule } from './pod-rule';
import { numberAt, protocolAt, startingContainersOf } from './pod-shape';

export const hostIP = definePodRule({
  id: 'pod/host-ip',
  stage: 'warn',
  severity: 'warning',
  summary: 'A port with a hostIP has a hostPort.',
  why: 'kube-apiserver warns (warningsForPodSpecAndMeta in pkg/api/pod): without a hostPort nothing is opened on the node, at that address or any other.',
  fix: 'Add a hostPort, or remove hostIP.',
  passing: [
    {
      title: 'A port at one address of the node',
      manifests: podWith('ports: [{ containerPort: 80, hostPort: 8080, hostIP: 127.0.0.1 }]'),
    },
  ],
  failing: [
    {
      title: 'An address alone',
      manifests: podWith('ports: [{ containerPort: 80, hostIP: 127.0.0.1 }]'),
      path: 'spec.containers[0].ports[0]',
      kind: 'Ignored',
    },
  ],
  *check(pod) {
    for (const container of startingContainersOf(pod)) {
      for (const port of container.at('ports').items()) {
        if (port.at('hostIP').text === '' || numberAt(port.at('hostPort')) !== 0) continue;
        yield port.ignored(`${port.path}: hostIP set without hostPort: ${printed(port)}`);
      }
    }
  },
});

/** A port as Go prints the struct. */
function printed(port: Cursor): string {
  const [name, ip] = [port.at('name').text, port.at('hostIP').text];
  const number = numberAt(port.at('containerPort'));
  return `{Name:${name} HostPort:0 ContainerPort:${number} Protocol:${protocolAt(port)} HostIP:${ip}}`;
}
