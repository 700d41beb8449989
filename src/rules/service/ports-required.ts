import { service } from '../example';
import { defineRule } from '../rule';
import { isHeadless } from './service-shape';

export const portsRequired = defineRule({
  id: 'service/ports-required',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['Service'],
  summary: 'A Service has ports, unless it is headless or of type ExternalName.',
  why: 'kube-apiserver requires them (validateService in pkg/apis/core/validation): an address without ports forwards nothing.',
  fix: 'Add a port, or make the Service headless with clusterIP: None.',
  passing: [
    { title: 'A headless Service needs none', manifests: service('clusterIP: None') },
    { title: 'Nor does an alias', manifests: service('type: ExternalName\nexternalName: db.example.com') },
  ],
  failing: [{ title: 'No ports', manifests: service('selector: { app: web }'), path: 'spec.ports', kind: 'Required' }],
  *check(object) {
    const ports = object.at('spec', 'ports');
    const optional = isHeadless(object) || object.at('spec', 'type').value === 'ExternalName';
    if (ports.items().length === 0 && !optional) yield ports.required();
  },
});
