import { endpointSlice } from '../example';
import { defineUpdateRule, immutable } from '../update-rule';

const slice = (type: string, address: string) =>
  endpointSlice(`addressType: ${type}\nendpoints: [{ addresses: ["${address}"] }]`);

export const endpointSliceAddressType = defineUpdateRule({
  id: 'update/endpoint-slice-address-type',
  kinds: ['EndpointSlice'],
  summary: 'The addressType of an EndpointSlice stays as it is.',
  why: 'kube-apiserver refuses another one (ValidateEndpointSliceUpdate in pkg/apis/discovery/validation).',
  fix: 'Make an EndpointSlice of another name for the addresses of the other family, and delete this one.',
  passing: [{ title: 'Another address', old: slice('IPv4', '192.0.2.1'), manifests: slice('IPv4', '192.0.2.2') }],
  failing: [
    {
      title: 'Another family',
      old: slice('IPv4', '192.0.2.1'),
      manifests: slice('IPv6', '2001:db8::1'),
      path: 'addressType',
      kind: 'Invalid',
    },
  ],
  *check(after, before) {
    yield* immutable(after.at('addressType'), before.at('addressType'));
  },
});
