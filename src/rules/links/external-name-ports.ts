import { defineRule } from '../rule';
import { service } from './examples';
import { serviceAt } from './facts/service-at';

export const externalNamePorts = defineRule({
  id: 'links/external-name-ports',
  source: 'links',
  stage: 'deployed',
  severity: 'warning',
  kinds: ['Service'],
  field: 'spec.externalName',
  summary: 'An ExternalName Service maps no ports.',
  why: 'An ExternalName Service is a CNAME record and nothing else: clients dial the port that they choose at the host itself, so that port, targetPort and nodePort translate nothing.',
  fix: 'Let clients dial the port of the host; to map ports, make a Service without selector and an EndpointSlice.',
  passing: [
    {
      title: 'A port that says what clients dial',
      manifests: service('type: ExternalName\nexternalName: db.example.com\nports: [{ port: 5432 }]'),
    },
  ],
  failing: [
    {
      title: 'A port mapping',
      manifests: service('type: ExternalName\nexternalName: db.example.com\nports: [{ port: 80, targetPort: 8080 }]'),
      path: 'spec.ports[0].targetPort',
      kind: 'Ignored',
    },
  ],
  *check(object, context) {
    const { spec, ports } = serviceAt(object, context);
    if (spec.type !== 'ExternalName') return;
    for (const { index, port, target, nodePort } of ports) {
      const at = object.at('spec', 'ports').key(index);
      if (target !== port) yield at.at('targetPort').ignored(`port ${port} is not translated to ${target}`);
      if (nodePort !== undefined && nodePort !== 0) {
        yield at.at('nodePort').ignored(`nobody listens on ${nodePort} for this Service`);
      }
    }
  },
});
