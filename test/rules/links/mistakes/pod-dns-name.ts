import type { JsonObject } from '../../../../src/terms/json';
import { deployment, service, workload } from '../builders';
import type { RuleCases } from './mistake';
import { at } from './mistake';

const PEERS = service('db', { clusterIP: 'None', selector: { app: 'db' }, ports: [{ port: 8080 }] });

export const podDnsName: RuleCases = {
  rule: 'links/pod-dns-name',
  faulty: [
    at('Deployment/shop/a', 'spec.template.spec.containers[0].env[0].value', 'a fourth of three', [
      PEERS,
      set({ replicas: 3 }),
      client('db-0.db:8080,db-3.db:8080'),
    ]),
    at('Deployment/shop/a', 'spec.template.spec.containers[0].env[0].value', 'by the full name', [
      PEERS,
      set({ replicas: 3, ordinals: { start: 1 } }),
      client('http://db-0.db.shop.svc.cluster.local:8080'),
    ]),
  ],
  right: [
    { title: 'a client of Pods that are there', input: [PEERS, set({ replicas: 3 }), client('db-0.db,db-2.db')] },
    { title: 'a host that is called like a Pod', input: [PEERS, set({ replicas: 1 }), client('db-7.example.com')] },
  ],
};

function set(spec: JsonObject) {
  return workload('StatefulSet', 'db', { spec: { serviceName: 'db', ...spec } });
}

function client(value: string) {
  return deployment('a', { container: { env: [{ name: 'DB', value }] } });
}
