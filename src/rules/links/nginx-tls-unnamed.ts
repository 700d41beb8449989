import type { Ingress } from '../../model/objects';
import { defineRule } from '../rule';
import { ingress } from './examples';
import { tlsOf } from './facts/ingress-at';
import { isNginx } from './facts/nginx-hosts';

const RULES =
  'rules: [{ host: shop.example.com, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] } }]';
const tls = (entry: string) => ingress(`ingressClassName: nginx\ntls: [{ ${entry} }]\n${RULES}`);

export const nginxTlsUnnamed = defineRule({
  id: 'links/nginx-tls-unnamed',
  source: 'links',
  stage: 'deployed',
  severity: 'info',
  kinds: ['Ingress'],
  field: 'spec.tls',
  summary: 'Hosts that ingress-nginx serves over TLS have a Secret with their certificate.',
  why: 'Without a Secret ingress-nginx serves the certificate of its flag --default-ssl-certificate, or one that it makes itself and no client trusts; traffic flows all the same, and plain requests are sent to https.',
  fix: 'Name the Secret, unless the controller has a certificate for all hosts.',
  passing: [{ title: 'A Secret', manifests: tls('hosts: [shop.example.com], secretName: shop-tls') }],
  failing: [
    {
      title: 'Hosts alone',
      manifests: tls('hosts: [shop.example.com]'),
      path: 'spec.tls[0].secretName',
      kind: 'Required',
    },
  ],
  *check(object, { model }) {
    if (!isNginx(model, object.value as Ingress)) return;
    for (const [index, { hosts = [], secretName = '' }] of tlsOf(object).entries()) {
      if (secretName !== '' || hosts.length === 0) continue;
      yield object
        .at('spec', 'tls')
        .key(index)
        .at('secretName')
        .required('is not there: the default certificate is served');
    }
  },
});
