import { endpointSlice } from '../example';
import { defineRule } from '../rule';

const ADDRESS_TYPES = ['FQDN', 'IPv4', 'IPv6'];

export const addressType = defineRule({
  id: 'endpoint-slice/address-type',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['EndpointSlice'],
  summary: 'addressType is IPv4, IPv6 or FQDN.',
  why: 'kube-apiserver has no default for it (validateAddressType in pkg/apis/discovery/validation), and a slice holds addresses of one type only.',
  fix: 'Write addressType: IPv4, and a second slice for addresses of IPv6.',
  passing: [{ title: 'IPv4', manifests: endpointSlice('addressType: IPv4\nendpoints: []') }],
  failing: [
    { title: 'No type', manifests: endpointSlice('endpoints: []'), path: 'addressType', kind: 'Required' },
    {
      title: 'Another spelling',
      manifests: endpointSlice('addressType: ipv4\nendpoints: []'),
      path: 'addressType',
      kind: 'NotSupported',
    },
  ],
  *check(object) {
    const type = object.at('addressType');
    if (type.text === '') yield type.required();
    else if (!ADDRESS_TYPES.includes(type.text)) yield type.notSupported(ADDRESS_TYPES);
  },
});
