import type { Cursor } from '../cursor';
import { service } from '../example';
import { defineUpdateRule, isSame } from '../update-rule';

const spec = (port: number) =>
  service(`type: LoadBalancer\nexternalTrafficPolicy: Local\nhealthCheckNodePort: ${port}\nports: [{ port: 80 }]`);

export const healthCheckNodePort = defineUpdateRule({
  id: 'update/health-check-node-port',
  kinds: ['Service'],
  field: 'spec.healthCheckNodePort',
  summary: 'The healthCheckNodePort of a Service stays as it is for as long as the Service has one.',
  why: 'kube-apiserver refuses another one: load balancers ask for the health of nodes at this port.',
  fix: 'Leave healthCheckNodePort out: it keeps the one that it has.',
  passing: [{ title: 'The same port', old: spec(31000), manifests: spec(31000) }],
  failing: [
    {
      title: 'Another port',
      old: spec(31000),
      manifests: spec(31001),
      path: 'spec.healthCheckNodePort',
      kind: 'Forbidden',
    },
  ],
  *check(after, before) {
    if (![after, before].every(hasHealthCheck)) return;
    const port = after.at('spec', 'healthCheckNodePort');
    if (!isSame(port.value, before.at('spec', 'healthCheckNodePort').value)) yield port.forbidden('field is immutable');
  },
});

function hasHealthCheck(side: Cursor): boolean {
  return side.at('spec', 'type').text === 'LoadBalancer' && side.at('spec', 'externalTrafficPolicy').text === 'Local';
}
