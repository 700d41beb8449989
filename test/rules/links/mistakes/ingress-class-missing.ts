import { classless, ingressClass, web } from '../builders';
import type { RuleCases } from './mistake';
import { at } from './mistake';

const isDefault = { 'ingressclass.kubernetes.io/is-default-class': 'true' };

export const ingressClassMissing: RuleCases = {
  rule: 'links/ingress-class-missing',
  faulty: [
    at('Ingress/shop/web', 'spec.ingressClassName', 'no class, and no default', [
      classless('web'),
      ingressClass('nginx'),
      web(),
    ]),
    at('Ingress/shop/web', 'spec.ingressClassName', 'the default is marked false', [
      classless('web'),
      ingressClass('nginx', { 'ingressclass.kubernetes.io/is-default-class': 'false' }),
      web(),
    ]),
  ],
  right: [{ title: 'a default class', input: [classless('web'), ingressClass('nginx', isDefault), web()] }],
};
