import { ingress } from '../example';
import { defineRule } from '../rule';
import { CLASS_ANNOTATION } from './class-annotation';

const RULES = 'rules: [{ host: web.example.com }]\n';

export const classAnnotationDeprecated = defineRule({
  id: 'ingress/class-annotation-deprecated',
  source: 'apiserver',
  stage: 'warn',
  severity: 'warning',
  kinds: ['Ingress'],
  summary: "An Ingress's class is named by a field, no longer by an annotation.",
  why: 'kube-apiserver warns, and not every controller still reads the annotation (WarningsOnCreate in pkg/registry/networking/ingress).',
  fix: 'Use spec.ingressClassName, which needs an IngressClass of that name.',
  passing: [{ title: 'The field', manifests: ingress(`${RULES}ingressClassName: nginx`) }],
  failing: [
    {
      title: 'The annotation',
      manifests: ingress(RULES, `name: web\nannotations: { ${CLASS_ANNOTATION}: nginx }`),
      path: `metadata.annotations[${CLASS_ANNOTATION}]`,
      kind: 'Ignored',
    },
  ],
  *check(object) {
    const annotation = object.at('metadata', 'annotations').key(CLASS_ANNOTATION);
    if (!annotation.present || object.at('spec', 'ingressClassName').present) return;
    yield annotation.ignored(
      `annotation "${CLASS_ANNOTATION}" is deprecated, please use 'spec.ingressClassName' instead`,
    );
  },
});
