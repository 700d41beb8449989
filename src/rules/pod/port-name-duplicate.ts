import { goQuote } from '../../terms/go-quote';
import { pod, podWith } from '../example';
import { definePodRule } from './pod-rule';
import { startingContainersOf } from './pod-shape';

export const portNameDuplicate = definePodRule({
  id: 'pod/port-name-duplicate',
  stage: 'warn',
  severity: 'info',
  versions: { since: '1.33' },
  summary: 'No two containers of a Pod give ports the same name.',
  why: 'kube-apiserver warns (warningsForPodSpecAndMeta in pkg/api/pod): a Service or a probe that names the port gets the first one, and the other is never reached by name.',
  fix: 'Give one of the ports another name.',
  passing: [{ title: 'Names of their own', manifests: podWith('ports: [{ name: http, containerPort: 8080 }]') }],
  failing: [
    {
      title: 'Two containers, one name',
      manifests: pod(
        'containers:\n- { name: web, image: web, ports: [{ name: http, containerPort: 8080 }] }\n- { name: proxy, image: proxy, ports: [{ name: http, containerPort: 8081 }] }',
      ),
      path: 'spec.containers[1].ports[0]',
      kind: 'Ignored',
    },
  ],
  *check(pod) {
    const first = new Map<string, string>();
    for (const container of startingContainersOf(pod)) {
      for (const port of container.at('ports').items()) {
        const name = port.at('name').text;
        if (name === '') continue;
        const other = first.get(name);
        if (other === undefined) {
          first.set(name, port.path);
          continue;
        }
        const use = `services and probes that select ports by name will use ${other}`;
        yield port.ignored(`${port.path}: duplicate port name ${goQuote(name)} with ${other}, ${use}`);
      }
    }
  },
});
