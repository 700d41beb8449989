import { defineRule } from '../rule';
import { service } from './examples';
import { serviceAt } from './facts/service-at';

export const externalNameAddress = defineRule({
  id: 'links/external-name-address',
  source: 'links',
  stage: 'deployed',
  severity: 'error',
  kinds: ['Service'],
  field: 'spec.externalName',
  summary: 'externalName is a host name, and no IP address.',
  why: 'An ExternalName Service is a CNAME record. An address passes for a name of digits, and the cluster DNS answers NXDOMAIN.',
  fix: 'For an address, make a Service without selector and an EndpointSlice with the address.',
  passing: [{ title: 'A host name', manifests: service('type: ExternalName\nexternalName: db.example.com') }],
  failing: [
    {
      title: 'An IPv4 address',
      manifests: service('type: ExternalName\nexternalName: 192.0.2.10'),
      path: 'spec.externalName',
      kind: 'Invalid',
    },
  ],
  *check(object, context) {
    const { spec } = serviceAt(object, context);
    if (spec.type !== 'ExternalName' || !/^(\d{1,3}\.){3}\d{1,3}\.?$/.test(spec.externalName ?? '')) return;
    yield object.at('spec', 'externalName').invalid('must be a host name, not an IP address');
  },
});
