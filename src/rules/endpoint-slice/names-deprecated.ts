import { endpointSlice } from '../example';
import { defineRule } from '../rule';

export const namesDeprecated = defineRule({
  id: 'endpoint-slice/names-deprecated',
  source: 'apiserver',
  stage: 'warn',
  severity: 'warning',
  kinds: ['EndpointSlice'],
  summary: 'Endpoints are addresses, not names.',
  why: 'kube-apiserver warns (WarningsOnCreate in pkg/registry/discovery/endpointslice); kube-proxy sends nothing to slices of the type FQDN.',
  fix: 'Write addresses, or use a Service of type ExternalName.',
  passing: [
    { title: 'Addresses', manifests: endpointSlice('addressType: IPv4\nendpoints: [{ addresses: [10.1.2.3] }]') },
  ],
  failing: [
    {
      title: 'Names',
      manifests: endpointSlice('addressType: FQDN\nendpoints: [{ addresses: [db.example.com] }]'),
      path: 'addressType',
      kind: 'Ignored',
    },
  ],
  *check(object) {
    const type = object.at('addressType');
    // The API server names a path here that does not exist.
    if (type.text === 'FQDN') yield type.ignored('spec.addressType: FQDN endpoints are deprecated');
  },
});
