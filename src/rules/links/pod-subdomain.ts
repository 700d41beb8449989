import { WORKLOAD_KINDS } from '../../model/workload';
import { defineRule } from '../rule';
import { deployment, service, stream } from './examples';
import { absentService } from './facts/absent-service';
import { workloadAt } from './facts/workload-at';

const PEERS = service('clusterIP: None\nselector: { app: web }\nports: [{ port: 8080 }]', 'name: peers');

export const podSubdomain = defineRule({
  id: 'links/pod-subdomain',
  source: 'links',
  stage: 'deployed',
  severity: 'warning',
  kinds: WORKLOAD_KINDS,
  summary: 'The subdomain of a Pod is the name of a Service.',
  why: 'The DNS name hostname.subdomain of a Pod is a record of the Service of that name.',
  fix: 'Declare a headless Service with the name of the subdomain.',
  passing: [
    {
      title: 'There is one',
      manifests: stream(PEERS, deployment('web', '{ app: web }', undefined, 'subdomain: peers')),
    },
  ],
  failing: [
    {
      title: 'There is none',
      manifests: stream(PEERS, deployment('web', '{ app: web }', undefined, 'subdomain: peer')),
      path: 'spec.template.spec.subdomain',
      kind: 'NotFound',
    },
  ],
  *check(object, context) {
    const workload = workloadAt(object, context);
    const subdomain = workload?.spec.subdomain;
    if (workload === undefined || typeof subdomain !== 'string' || subdomain === '') return;
    const { namespace, podSpecPath } = workload;
    const absent = absentService(context, namespace, subdomain, (meant) => `subdomain: ${meant}`);
    if (absent === undefined || absent.words.severity === 'info') return;
    yield object
      .at(...podSpecPath.split('.'), 'subdomain')
      .notFound(`there is no Service ${subdomain} in namespace ${namespace}`, { ...absent.words, severity: 'warning' });
  },
});
