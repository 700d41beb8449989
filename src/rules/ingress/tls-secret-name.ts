import { dnsSubdomainErrors } from '../../terms/dns-name';
import { ingress } from '../example';
import { defineRule } from '../rule';

const RULES = 'rules: [{ host: web.example.com }]\n';

export const tlsSecretName = defineRule({
  id: 'ingress/tls-secret-name',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['Ingress'],
  summary: 'secretName is the name of a Secret of the same namespace.',
  why: 'kube-apiserver asks for a DNS subdomain (validateTLSSecretName in pkg/apis/networking/validation).',
  fix: "Write the Secret's name alone, without its namespace.",
  passing: [
    { title: 'A name', manifests: ingress(`${RULES}tls: [{ secretName: web-tls }]`) },
    { title: "None: the controller's own certificate", manifests: ingress(`${RULES}tls: [{ secretName: '' }]`) },
  ],
  failing: [
    {
      title: 'The name and its namespace',
      manifests: ingress(`${RULES}tls: [{ secretName: certs/web-tls }]`),
      path: 'spec.tls[0].secretName',
      kind: 'Invalid',
    },
  ],
  *check(object) {
    for (const tls of object.at('spec', 'tls').items()) {
      const name = tls.at('secretName');
      if (name.text !== '') for (const error of dnsSubdomainErrors(name.text)) yield name.invalid(error);
    }
  },
});
