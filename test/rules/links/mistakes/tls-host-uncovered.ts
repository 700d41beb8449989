import { route, secret, tls, web } from '../builders';
import type { RuleCases } from './mistake';
import { at } from './mistake';

export const tlsHostUncovered: RuleCases = {
  rule: 'links/tls-host-uncovered',
  faulty: [
    at('Ingress/shop/web', 'spec.tls[0].hosts[0]', 'a typo', [tls('ab.example.com', 'x'), web(), secret('x')]),
    at('Ingress/shop/web', 'spec.tls[0].hosts[0]', 'a wildcard of another level', [
      tls('*.a.example.com', 'x'),
      web(),
      secret('x'),
    ]),
  ],
  right: [
    { title: 'a wildcard', input: [tls('*.example.com', 'x'), web(), secret('x')] },
    {
      title: 'the rule in another Ingress',
      input: [tls('b.example.com', 'x'), route('b', 'b.example.com', '/', 'web:80'), web(), secret('x')],
    },
  ],
};
