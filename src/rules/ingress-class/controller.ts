import { byteLength, dnsSubdomainErrors } from '../../terms/dns-name';
import { ingressClass } from '../example';
import { defineRule } from '../rule';

const MAX_BYTES = 250;
const PATH_PATTERN = /^[A-Za-z0-9/\-._~%!$&'()*+,;=:]+$/;
const PATH = PATH_PATTERN.source.slice(1, -1);

export const controller = defineRule({
  id: 'ingress-class/controller',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['IngressClass'],
  summary: 'An IngressClass names its controller by a domain and a path: k8s.io/ingress-nginx.',
  why: 'kube-apiserver asks for a domain-prefixed path of 250 bytes at most (validateIngressClassSpec in pkg/apis/networking/validation); controllers only serve classes that name them.',
  fix: "Write the name that the controller's documentation gives.",
  passing: [{ title: 'A domain and a path', manifests: ingressClass('controller: k8s.io/ingress-nginx') }],
  failing: [
    { title: 'No controller', manifests: ingressClass('{}'), path: 'spec.controller', kind: 'Required' },
    {
      title: 'No domain',
      manifests: ingressClass('controller: ingress-nginx'),
      path: 'spec.controller',
      kind: 'Invalid',
    },
    {
      title: 'A space',
      manifests: ingressClass('controller: k8s.io/ingress nginx'),
      path: 'spec.controller',
      kind: 'Invalid',
    },
  ],
  *check(object) {
    const given = object.at('spec', 'controller');
    if (byteLength(given.text) > MAX_BYTES) yield given.tooLong(MAX_BYTES);
    if (given.text === '') {
      yield given.required();
      return;
    }
    const slash = given.text.indexOf('/');
    const [domain, path] = [given.text.slice(0, slash), given.text.slice(slash + 1)];
    if (slash <= 0 || path === '') {
      yield given.invalid('must be a domain-prefixed path (such as "acme.io/foo")');
      return;
    }
    for (const error of dnsSubdomainErrors(domain)) yield given.invalid(error, {}, domain);
    if (!PATH_PATTERN.test(path)) {
      yield given.invalid(`Invalid path (regex used for validation is '${PATH}')`, {}, path);
    }
  },
});
