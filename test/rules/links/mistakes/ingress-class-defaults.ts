import { classless, ingressClass, web } from '../builders';
import type { RuleCases } from './mistake';
import { at } from './mistake';

const DEFAULT = 'ingressclass.kubernetes.io/is-default-class';

export const ingressClassDefaults: RuleCases = {
  rule: 'links/ingress-class-defaults',
  faulty: [
    at('IngressClass/b', `metadata.annotations[${DEFAULT}]`, 'two', [mark('a'), mark('b'), classless('web'), web()]),
  ],
  right: [
    { title: 'one default class', input: [mark('a'), ingressClass('b'), classless('web'), web()] },
    { title: 'a class that says it is none', input: [mark('a'), mark('b', 'false'), classless('web'), web()] },
  ],
};

function mark(name: string, value = 'true') {
  return ingressClass(name, { [DEFAULT]: value });
}
