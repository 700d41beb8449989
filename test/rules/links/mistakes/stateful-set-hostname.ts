import { service, workload } from '../builders';
import type { RuleCases } from './mistake';
import { at } from './mistake';

const PEERS = service('db', { clusterIP: 'None', selector: { app: 'db' }, ports: [{ port: 8080 }] });

export const statefulSetHostname: RuleCases = {
  rule: 'links/stateful-set-hostname',
  faulty: [
    at('StatefulSet/shop/db', 'spec.template.spec.hostname', 'a hostname', [PEERS, set({ hostname: 'primary' })]),
    at('StatefulSet/shop/db', 'spec.template.spec.subdomain', 'another subdomain', [
      PEERS,
      set({ subdomain: 'peers' }),
    ]),
  ],
  right: [
    { title: 'the serviceName as subdomain', input: [PEERS, set({ subdomain: 'db' })] },
    {
      title: 'a hostname in a Deployment',
      input: [PEERS, workload('Deployment', 'db', { pod: { hostname: 'primary', subdomain: 'db' } })],
    },
  ],
};

function set(pod: Readonly<Record<string, string>>) {
  return workload('StatefulSet', 'db', { spec: { serviceName: 'db' }, pod });
}
