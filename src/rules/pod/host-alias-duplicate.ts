import { goQuote } from '../../terms/go-quote';
import { pod } from '../example';
import { definePodRule } from './pod-rule';

const WEB = 'containers: [{ name: web, image: web }]';

export const hostAliasDuplicate = definePodRule({
  id: 'pod/host-alias-duplicate',
  stage: 'warn',
  severity: 'info',
  field: 'spec.hostAliases',
  summary: 'An address stands in one host alias of a Pod.',
  why: 'kube-apiserver warns (warningsForPodSpecAndMeta in pkg/api/pod): kubectl apply tells host aliases by their addresses and may drop one of them.',
  fix: 'List all names of an address in one host alias.',
  passing: [
    {
      title: 'Two names of one address',
      manifests: pod(`hostAliases: [{ ip: 10.1.2.3, hostnames: [db, cache] }]\n${WEB}`),
    },
  ],
  failing: [
    {
      title: 'One address twice',
      manifests: pod(`hostAliases: [{ ip: 10.1.2.3, hostnames: [db] }, { ip: 10.1.2.3, hostnames: [cache] }]\n${WEB}`),
      path: 'spec.hostAliases[1].ip',
      kind: 'Ignored',
    },
  ],
  *check(pod) {
    const seen = new Set<string>();
    for (const alias of pod.at('spec', 'hostAliases').items()) {
      const ip = alias.at('ip');
      if (seen.has(ip.text)) yield ip.ignored(`${ip.path}: duplicate ip ${goQuote(ip.text)}`);
      seen.add(ip.text);
    }
  },
});
