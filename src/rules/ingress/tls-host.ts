import { dnsSubdomainErrors, wildcardSubdomainErrors } from '../../terms/dns-name';
import { ingress } from '../example';
import { defineRule } from '../rule';

const RULES = 'rules: [{ host: web.example.com }]\n';

export const tlsHost = defineRule({
  id: 'ingress/tls-host',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['Ingress'],
  summary: 'A TLS host is a DNS name, or one whose first label is an asterisk.',
  why: 'kube-apiserver refuses others (validateIngressTLS in pkg/apis/networking/validation).',
  fix: 'Write a host of the rules, in the same way.',
  passing: [{ title: 'A wildcard', manifests: ingress(`${RULES}tls: [{ hosts: ['*.example.com'] }]`) }],
  failing: [
    {
      title: 'Empty',
      manifests: ingress(`${RULES}tls: [{ hosts: [''] }]`),
      path: 'spec.tls[0].hosts[0]',
      kind: 'Invalid',
    },
    {
      title: 'A port',
      manifests: ingress(`${RULES}tls: [{ hosts: ['web.example.com:443'] }]`),
      path: 'spec.tls[0].hosts[0]',
      kind: 'Invalid',
    },
  ],
  *check(object) {
    for (const tls of object.at('spec', 'tls').items()) {
      for (const host of tls.at('hosts').items()) {
        const errors = host.text.includes('*') ? wildcardSubdomainErrors(host.text) : dnsSubdomainErrors(host.text);
        for (const error of errors) yield host.invalid(error);
      }
    }
  },
});
