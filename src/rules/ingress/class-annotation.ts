import { ingress } from '../example';
import { defineRule } from '../rule';

/** The annotation that named an Ingress's class before there was a field for it. */
export const CLASS_ANNOTATION = 'kubernetes.io/ingress.class';

const RULES = 'rules: [{ host: web.example.com }]\n';
const ANNOTATED = `name: web\nannotations: { ${CLASS_ANNOTATION}: nginx }`;

export const classAnnotation = defineRule({
  id: 'ingress/class-annotation',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['Ingress'],
  summary: 'The annotation for the class and ingressClassName, where both are there, say the same.',
  why: 'kube-apiserver refuses an Ingress with two different classes when it is created (ValidateIngressCreate in pkg/apis/networking/validation).',
  fix: `Leave the annotation ${CLASS_ANNOTATION} out.`,
  passing: [{ title: 'The same twice', manifests: ingress(`${RULES}ingressClassName: nginx`, ANNOTATED) }],
  failing: [
    {
      title: 'Two classes',
      manifests: ingress(`${RULES}ingressClassName: traefik`, ANNOTATED),
      path: `annotations.${CLASS_ANNOTATION}`,
      kind: 'Invalid',
    },
  ],
  *check(object) {
    const annotation = object.at('metadata', 'annotations').key(CLASS_ANNOTATION);
    const name = object.at('spec', 'ingressClassName');
    if (!annotation.present || !name.present || annotation.value === name.value) return;
    // The API server leaves `metadata` out of this path.
    yield annotation
      .under(`annotations.${CLASS_ANNOTATION}`)
      .invalid('must match `ingressClassName` when both are specified');
  },
});
