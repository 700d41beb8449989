import { endpointSlice } from '../example';
import { defineRule } from '../rule';
import { endpointsOf, MAX_ENDPOINTS } from './endpoints-of';
import { MAX_PORTS } from './ports-of';

const MAX_ADDRESSES = 100;

export const size = defineRule({
  id: 'endpoint-slice/size',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['EndpointSlice'],
  summary: 'A slice has at most 1000 endpoints and 20000 ports; an endpoint has 1 to 100 addresses.',
  why: 'kube-apiserver refuses others (validateEndpoints and validatePorts in pkg/apis/discovery/validation); kube-proxy uses the first address of an endpoint only.',
  fix: 'Make every address an endpoint of its own, and a second slice of what is too many.',
  passing: [
    { title: 'One address', manifests: endpointSlice('addressType: IPv4\nendpoints: [{ addresses: [10.1.2.3] }]') },
  ],
  failing: [
    {
      title: 'No address',
      manifests: endpointSlice('addressType: IPv4\nendpoints: [{ addresses: [] }]'),
      path: 'endpoints[0].addresses',
      kind: 'Required',
    },
    {
      title: 'Too many addresses',
      manifests: endpointSlice(
        `addressType: IPv4\nendpoints: [{ addresses: [${Array.from({ length: 101 }, (_, n) => `10.1.2.${n + 1}`).join(', ')}] }]`,
      ),
      path: 'endpoints[0].addresses',
      kind: 'TooMany',
    },
  ],
  *check(object) {
    const endpoints = object.at('endpoints');
    const ports = object.at('ports');
    const [endpointCount, portCount] = [endpoints.items().length, ports.items().length];
    if (endpointCount > MAX_ENDPOINTS) yield endpoints.tooMany(endpointCount, MAX_ENDPOINTS);
    if (portCount > MAX_PORTS) yield ports.tooMany(portCount, MAX_PORTS);
    for (const endpoint of endpointsOf(object)) {
      const addresses = endpoint.at('addresses');
      const count = addresses.items().length;
      if (count === 0) yield addresses.required('must contain at least 1 address');
      if (count > MAX_ADDRESSES) yield addresses.tooMany(count, MAX_ADDRESSES);
    }
  },
});
