import { dnsSubdomainErrors, wildcardSubdomainErrors } from '../../terms/dns-name';
import { parseIP } from '../../terms/ip';
import { ingress } from '../example';
import { defineRule } from '../rule';
import { rulesOf } from './ingress-shape';

export const host = defineRule({
  id: 'ingress/host',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['Ingress'],
  summary: 'A host is a DNS name, or one whose first label is an asterisk.',
  why: 'kube-apiserver refuses addresses, ports, schemes, capitals and asterisks anywhere else (validateIngressRules in pkg/apis/networking/validation).',
  fix: 'Write the name alone, in lower case; leave host out to mean every host.',
  passing: [
    { title: 'A name', manifests: ingress('rules: [{ host: web.example.com }]') },
    { title: 'A wildcard', manifests: ingress("rules: [{ host: '*.example.com' }]") },
    { title: 'Every host', manifests: ingress("rules: [{ host: '' }]") },
  ],
  failing: [
    {
      title: 'An address',
      manifests: ingress('rules: [{ host: 203.0.113.7 }]'),
      path: 'spec.rules[0].host',
      kind: 'Invalid',
    },
    {
      title: 'A port',
      manifests: ingress("rules: [{ host: 'web.example.com:80' }]"),
      path: 'spec.rules[0].host',
      kind: 'Invalid',
    },
    {
      title: 'An asterisk within a label',
      manifests: ingress("rules: [{ host: 'web-*.example.com' }]"),
      path: 'spec.rules[0].host',
      kind: 'Invalid',
    },
  ],
  *check(object) {
    for (const rule of rulesOf(object)) {
      const name = rule.at('host');
      if (name.text === '') continue;
      if (parseIP(name.text) !== undefined) yield name.invalid('must be a DNS name, not an IP address');
      const errors = name.text.includes('*') ? wildcardSubdomainErrors(name.text) : dnsSubdomainErrors(name.text);
      for (const error of errors) yield name.invalid(error);
    }
  },
});
