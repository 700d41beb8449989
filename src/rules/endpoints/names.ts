import { dnsLabelErrors, dnsSubdomainErrors } from '../../terms/dns-name';
import { endpoints } from '../example';
import { defineRule } from '../rule';
import { addressesOf } from './addresses-of';

export const names = defineRule({
  id: 'endpoints/names',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['Endpoints'],
  summary: 'The hostname of an address is one DNS label, and its nodeName a name that a Node can have.',
  why: 'kube-apiserver asks for it (validateEndpointAddress in pkg/apis/core/validation): the hostname becomes part of a DNS name.',
  fix: 'Write the first label of the name alone, in lower case; leave nodeName out for an endpoint outside the cluster.',
  passing: [
    {
      title: 'Both',
      manifests: endpoints('addresses: [{ ip: 192.0.2.10, hostname: db-0, nodeName: worker-1.example.com }]'),
    },
  ],
  failing: [
    {
      title: 'A whole name',
      manifests: endpoints('addresses: [{ ip: 192.0.2.10, hostname: db-0.example.com }]'),
      path: 'subsets[0].addresses[0].hostname',
      kind: 'Invalid',
    },
    {
      title: 'Capitals',
      manifests: endpoints('addresses: [{ ip: 192.0.2.10, nodeName: Worker }]'),
      path: 'subsets[0].addresses[0].nodeName',
      kind: 'Invalid',
    },
  ],
  *check(object) {
    for (const each of addressesOf(object)) {
      const [hostname, nodeName] = [each.at('hostname'), each.at('nodeName')];
      if (hostname.text !== '') for (const error of dnsLabelErrors(hostname.text)) yield hostname.invalid(error);
      if (nodeName.present) for (const error of dnsSubdomainErrors(nodeName.text)) yield nodeName.invalid(error);
    }
  },
});
