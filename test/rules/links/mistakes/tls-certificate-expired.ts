import { CERTIFICATES } from '../../../../src/rules/links/certificate-examples';
import { object } from '../builders';
import type { RuleCases } from './mistake';
import { at } from './mistake';

export const tlsCertificateExpired: RuleCases = {
  rule: 'links/tls-certificate-expired',
  faulty: [
    at('Secret/shop/a-tls', 'stringData[tls.crt]', 'since 2020', [secretOf('stringData', CERTIFICATES.expired.crt)]),
    at('Secret/shop/a-tls', 'data[tls.crt]', 'in base64', [
      secretOf('data', Buffer.from(CERTIFICATES.expired.crt).toString('base64')),
    ]),
  ],
  right: [{ title: 'for years to come', input: [secretOf('stringData', CERTIFICATES.wildcard.crt)] }],
};

function secretOf(field: 'data' | 'stringData', crt: string) {
  const { spec: _, ...rest } = object('v1', 'Secret', 'a-tls', {});
  return { ...rest, type: 'kubernetes.io/tls', [field]: { 'tls.crt': crt, 'tls.key': '' } };
}
