import { dnsSubdomainErrors } from '../../terms/dns-name';
import { endpointSlice } from '../example';
import { defineRule } from '../rule';
import { endpointsOf } from './endpoints-of';

export const nodeName = defineRule({
  id: 'endpoint-slice/node-name',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['EndpointSlice'],
  summary: 'nodeName is a name that a Node can have.',
  why: 'kube-apiserver asks for a DNS subdomain (validateEndpoints in pkg/apis/discovery/validation).',
  fix: 'Write the name of the Node, or leave nodeName out for an endpoint outside the cluster.',
  passing: [
    {
      title: 'A name',
      manifests: endpointSlice(
        'addressType: IPv4\nendpoints: [{ addresses: [10.1.2.3], nodeName: worker-1.example.com }]',
      ),
    },
  ],
  failing: [
    {
      title: 'Capitals',
      manifests: endpointSlice('addressType: IPv4\nendpoints: [{ addresses: [10.1.2.3], nodeName: Worker }]'),
      path: 'endpoints[0].nodeName',
      kind: 'Invalid',
    },
  ],
  *check(object) {
    for (const endpoint of endpointsOf(object)) {
      const name = endpoint.at('nodeName');
      if (name.present) for (const error of dnsSubdomainErrors(name.text)) yield name.invalid(error);
    }
  },
});
