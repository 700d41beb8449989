import { object, secret, tls, web } from '../builders';
import type { RuleCases } from './mistake';
import { at } from './mistake';

export const tlsSecretMissing: RuleCases = {
  rule: 'links/tls-secret-missing',
  faulty: [
    at('Ingress/shop/web', 'spec.tls[0].secretName', 'a Secret of another namespace', [
      tls('a.example.com', 'cert'),
      web(),
      secret('certs/cert'),
    ]),
    at('Ingress/shop/web', 'spec.tls[0].secretName', 'no Secret', [tls('a.example.com', 'x'), web(), secret('y')]),
  ],
  right: [
    {
      title: 'a Certificate of cert-manager',
      input: [
        tls('a.example.com', 'x'),
        web(),
        object('cert-manager.io/v1', 'Certificate', 'cert', { secretName: 'x' }),
      ],
    },
    {
      title: 'a Secret known to be there',
      input: [tls('a.example.com', 'x'), web()],
      options: { external: ['Secret/shop/x'] },
    },
  ],
};
