import { CERTIFICATES } from '../../../../src/rules/links/certificate-examples';
import { backendOf, ingress, object, web } from '../builders';
import type { RuleCases } from './mistake';
import { at } from './mistake';

export const tlsCertificateHost: RuleCases = {
  rule: 'links/tls-certificate-host',
  faulty: [
    at('Ingress/shop/a', 'spec.tls[0].hosts[0]', 'two labels', [secretOf(), tlsFor(['a.b.example.org']), web()]),
    at('Ingress/shop/a', 'spec.tls[0].hosts[0]', 'the domain itself', [secretOf(), tlsFor(['example.org']), web()]),
    at('Ingress/shop/a', 'spec.tls[0].hosts[1]', 'the second of two', [
      secretOf(),
      tlsFor(['a.example.org', 'a.example.net']),
      web(),
    ]),
    at('Ingress/shop/a', 'spec.tls[0].hosts[0]', 'a wildcard below it', [
      secretOf(),
      tlsFor(['*.b.example.org']),
      web(),
    ]),
    at('Ingress/shop/a', 'spec.tls[0].secretName', 'the host of a rule, where the entry has none', [
      secretOf(),
      tlsFor(undefined, 'a.example.net'),
      web(),
    ]),
  ],
  right: [
    { title: 'one label', input: [secretOf(), tlsFor(['a.example.org']), web()] },
    { title: 'the wildcard itself', input: [secretOf(), tlsFor(['*.example.org']), web()] },
    { title: 'a Secret that is filled in later', input: [secretOf('certificate'), tlsFor(['a.example.net']), web()] },
    { title: 'a Secret that is made elsewhere', input: [tlsFor(['a.example.net']), web()] },
  ],
};

function secretOf(crt: string = CERTIFICATES.wildcard.crt) {
  const { spec: _, ...rest } = object('v1', 'Secret', 'a-tls', {});
  return { ...rest, type: 'kubernetes.io/tls', stringData: { 'tls.crt': crt, 'tls.key': '' } };
}

function tlsFor(hosts: readonly string[] | undefined, ...served: readonly string[]) {
  const rules = (served.length > 0 ? served : (hosts ?? [])).map((host) => ({
    host,
    http: { paths: [{ path: '/', pathType: 'Prefix', backend: backendOf('web:80') }] },
  }));
  return ingress('a', { tls: [{ ...(hosts === undefined ? {} : { hosts }), secretName: 'a-tls' }], rules });
}
