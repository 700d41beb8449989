import { CERTIFICATES } from '../../../../src/rules/links/certificate-examples';
import { object, tls, web } from '../builders';
import type { RuleCases } from './mistake';
import { at } from './mistake';

const { wildcard: WILDCARD, expired: EXPIRED } = CERTIFICATES;

export const tlsCertificate: RuleCases = {
  rule: 'links/tls-certificate',
  faulty: [
    at('Secret/shop/a-tls', 'stringData[tls.key]', 'the key of another', [secretOf(WILDCARD.crt, EXPIRED.key)]),
    at('Secret/shop/a-tls', 'stringData[tls.crt]', 'swapped', [secretOf(WILDCARD.key, WILDCARD.crt)]),
    at('Secret/shop/a-tls', 'stringData[tls.key]', 'the certificate twice', [secretOf(WILDCARD.crt, WILDCARD.crt)]),
    at('Secret/shop/a-tls', 'stringData[tls.key]', 'in a Secret of another type that an Ingress names', [
      { ...secretOf(WILDCARD.crt, EXPIRED.key), type: 'Opaque' },
      tls('a.example.org', 'a-tls'),
      web(),
    ]),
    at('Secret/shop/a-tls', 'stringData[tls.crt]', 'cut off', [secretOf(cut(WILDCARD.crt), WILDCARD.key)]),
  ],
  right: [
    { title: 'a pair', input: [secretOf(WILDCARD.crt, WILDCARD.key)] },
    { title: 'a chain, its own certificate first', input: [secretOf(`${WILDCARD.crt}\n${EXPIRED.crt}`, WILDCARD.key)] },
    { title: 'words in their place', input: [secretOf('certificate', 'key')] },
    { title: 'marks with dots between', input: [secretOf(pem('CERTIFICATE'), pem('PRIVATE KEY'))] },
    { title: 'a certificate whose key is elsewhere', input: [secretOf(WILDCARD.crt, '')] },
    {
      title: 'a certificate and some key in a Secret that is not one of TLS',
      input: [{ ...secretOf(WILDCARD.crt, EXPIRED.key), type: 'Opaque' }],
    },
  ],
};

function secretOf(crt: string, key: string) {
  const { spec: _, ...rest } = object('v1', 'Secret', 'a-tls', {});
  return { ...rest, type: 'kubernetes.io/tls', stringData: { 'tls.crt': crt, 'tls.key': key } };
}

function pem(kind: string): string {
  return `-----BEGIN ${kind}-----\n...\n-----END ${kind}-----`;
}

/** Without one of its lines. */
function cut(text: string): string {
  return text.split('\n').toSpliced(3, 1).join('\n');
}
