import { backendOf, classless, ingress, ingressClass, route, web } from '../builders';
import type { RuleCases } from './mistake';
import { at } from './mistake';

export const ingressClassUnknown: RuleCases = {
  rule: 'links/ingress-class-unknown',
  faulty: [
    at('Ingress/shop/web', 'spec.ingressClassName', 'a typo', [
      ingress('web', { ingressClassName: 'ngnix', defaultBackend: backendOf('web:80') }),
      ingressClass('nginx'),
      web(),
    ]),
    at('Ingress/shop/web', 'metadata.annotations[kubernetes.io/ingress.class]', 'by annotation', [
      classless('web', { annotations: { 'kubernetes.io/ingress.class': 'internal' } }),
      ingressClass('nginx'),
      web(),
    ]),
    at('Ingress/shop/web', 'spec.ingressClassName', 'a class that nobody knows', [
      ingress('web', { ingressClassName: 'nosuch', defaultBackend: backendOf('web:80') }),
      web(),
    ]),
  ],
  right: [
    { title: 'the class of the cluster', input: [route('web', 'a.example.com', '/', 'web:80'), web()] },
    {
      title: 'a class known to be there',
      input: [ingress('web', { ingressClassName: 'edge', defaultBackend: backendOf('web:80') }), web()],
      options: { external: ['IngressClass/edge'] },
    },
    {
      title: 'a class of the input',
      input: [
        ingress('web', { ingressClassName: 'edge', defaultBackend: backendOf('web:80') }),
        ingressClass('edge'),
        web(),
      ],
    },
  ],
};
