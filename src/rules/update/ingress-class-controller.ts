import { ingressClass } from '../example';
import { defineUpdateRule, isSame } from '../update-rule';

const A = ingressClass('controller: example.com/a');

export const ingressClassController = defineUpdateRule({
  id: 'update/ingress-class-controller',
  kinds: ['IngressClass'],
  summary: 'The controller of an IngressClass stays as it is.',
  why: 'kube-apiserver refuses another one (ValidateIngressClassUpdate in pkg/apis/networking/validation).',
  fix: 'Make an IngressClass of another name for the other controller, and have the Ingresses name it.',
  passing: [{ title: 'The same controller', old: A, manifests: A }],
  failing: [
    {
      title: 'Another controller',
      old: A,
      manifests: ingressClass('controller: example.com/b'),
      path: 'spec.controller',
      kind: 'Invalid',
    },
  ],
  *check(after, before) {
    const controller = after.at('spec', 'controller');
    if (isSame(controller.text, before.at('spec', 'controller').text)) return;
    yield controller.invalid('field is immutable', {}, controller.text);
  },
});
