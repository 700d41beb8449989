import type { Cursor, Finding } from '../cursor';
import { podWith } from '../example';
import { definePodRule } from './pod-rule';
import { numberAt, protocolAt, startingContainersOf } from './pod-shape';

export const portDuplicate = definePodRule({
  id: 'pod/port-duplicate',
  stage: 'warn',
  severity: 'info',
  summary: 'No two ports of a Pod have the same number and protocol.',
  why: 'kube-apiserver warns (warningsForPodSpecAndMeta in pkg/api/pod): a port is declared for information, and once is enough. Where two have one hostPort, on every address of the node and on one of them, what happens is not defined.',
  fix: 'Declare each port once.',
  passing: [
    {
      title: 'One number for two protocols',
      manifests: podWith('ports: [{ containerPort: 53 }, { containerPort: 53, protocol: UDP }]'),
    },
  ],
  failing: [
    {
      title: 'A port with two names',
      manifests: podWith('ports: [{ name: http, containerPort: 8080 }, { name: web, containerPort: 8080 }]'),
      path: 'spec.containers[0].ports[1]',
      kind: 'Ignored',
    },
    {
      title: 'One hostPort on every address and on one',
      manifests: podWith(
        'ports: [{ containerPort: 80, hostPort: 80 }, { containerPort: 80, hostPort: 80, hostIP: 127.0.0.1 }]',
      ),
      path: 'spec.containers[0].ports[1]',
      kind: 'Ignored',
    },
  ],
  *check(pod) {
    const seen = new Map<string, Cursor[]>();
    for (const container of startingContainersOf(pod)) {
      for (const port of container.at('ports').items()) {
        const key = `${numberAt(port.at('containerPort'))}/${protocolAt(port)}`;
        const others = seen.get(key) ?? [];
        for (const other of others) yield* compare(port, other);
        seen.set(key, [...others, port]);
      }
    }
  },
});

function* compare(port: Cursor, other: Cursor): Iterable<Finding> {
  const [number, otherNumber] = [port, other].map((each) => numberAt(each.at('hostPort')));
  const [ip, otherIP] = [port, other].map((each) => each.at('hostIP').text);
  const say = (what: string) => `${port.path}: ${what} port definition with ${other.path}`;
  if (ip === otherIP && number === otherNumber) yield port.ignored(say('duplicate'));
  else if (number === 0 || otherNumber === 0) yield port.ignored(say('overlapping'));
  else if (number === otherNumber && (ip === '') !== (otherIP === '')) {
    yield port.ignored(say('dangerously ambiguous'), { severity: 'warning' });
  }
}
