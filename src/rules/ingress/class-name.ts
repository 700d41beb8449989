import { dnsSubdomainErrors } from '../../terms/dns-name';
import { ingress } from '../example';
import { defineRule } from '../rule';

const RULES = 'rules: [{ host: web.example.com }]\n';

export const className = defineRule({
  id: 'ingress/class-name',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['Ingress'],
  summary: 'ingressClassName is a name that an IngressClass can have.',
  why: 'kube-apiserver asks for a DNS subdomain; whether there is such a class it does not look up (ValidateIngressClassName in pkg/apis/networking/validation).',
  fix: "Write the IngressClass's name; leave the field out, rather than empty, for the cluster's default class.",
  passing: [{ title: 'A name', manifests: ingress(`${RULES}ingressClassName: nginx`) }],
  failing: [
    {
      title: 'Empty',
      manifests: ingress(`${RULES}ingressClassName: ''`),
      path: 'spec.ingressClassName',
      kind: 'Invalid',
    },
    {
      title: 'The name of a controller',
      manifests: ingress(`${RULES}ingressClassName: k8s.io/ingress-nginx`),
      path: 'spec.ingressClassName',
      kind: 'Invalid',
    },
  ],
  *check(object) {
    const name = object.at('spec', 'ingressClassName');
    if (name.present) for (const error of dnsSubdomainErrors(name.text)) yield name.invalid(error);
  },
});
