import { secret, tls, web } from '../builders';
import type { RuleCases } from './mistake';
import { at } from './mistake';

export const tlsSecretKeys: RuleCases = {
  rule: 'links/tls-secret-keys',
  faulty: [
    at('Ingress/shop/web', 'spec.tls[0].secretName', 'a Secret without key', [
      tls('a.example.com', 'x'),
      web(),
      { ...secret('x', ['ca.crt', 'tls.crt']), type: 'Opaque' },
    ]),
  ],
  right: [{ title: 'host and Secret', input: [tls('a.example.com', 'x'), web(), secret('x')] }],
};
