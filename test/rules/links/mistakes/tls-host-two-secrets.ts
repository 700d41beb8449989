import { backendOf, ingress, tls } from '../builders';
import type { RuleCases } from './mistake';
import { at } from './mistake';

export const tlsHostTwoSecrets: RuleCases = {
  rule: 'links/tls-host-two-secrets',
  faulty: [
    at('Ingress/shop/b', 'spec.tls[0].secretName', 'two Ingresses', [tls('a.example.com', 'one'), another('two')]),
  ],
  right: [{ title: 'one Secret in two Ingresses', input: [tls('a.example.com', 'one'), another('one')] }],
};

function another(secretName: string) {
  return ingress('b', { tls: [{ hosts: ['a.example.com'], secretName }], defaultBackend: backendOf('web:80') });
}
