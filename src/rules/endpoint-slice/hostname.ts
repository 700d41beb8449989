import { dnsLabelErrors } from '../../terms/dns-name';
import { endpointSlice } from '../example';
import { defineRule } from '../rule';
import { endpointsOf } from './endpoints-of';

export const hostname = defineRule({
  id: 'endpoint-slice/hostname',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['EndpointSlice'],
  summary: 'hostname is one DNS label.',
  why: 'kube-apiserver asks for it, for the label becomes part of a DNS name (validateEndpoints in pkg/apis/discovery/validation).',
  fix: 'Write the first label of the name alone, in lower case.',
  passing: [
    {
      title: 'A label',
      manifests: endpointSlice('addressType: IPv4\nendpoints: [{ addresses: [10.1.2.3], hostname: db-0 }]'),
    },
  ],
  failing: [
    {
      title: 'A whole name',
      manifests: endpointSlice('addressType: IPv4\nendpoints: [{ addresses: [10.1.2.3], hostname: db-0.example.com }]'),
      path: 'endpoints[0].hostname',
      kind: 'Invalid',
    },
  ],
  *check(object) {
    for (const endpoint of endpointsOf(object)) {
      const name = endpoint.at('hostname');
      if (name.present) for (const error of dnsLabelErrors(name.text)) yield name.invalid(error);
    }
  },
});
