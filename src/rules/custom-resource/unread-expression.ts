import { defineRule } from '../rule';
import { widget } from './examples';

const schema = (rule: string) =>
  `{ type: object, properties: { min: { type: integer } }, x-kubernetes-validations: [{ rule: '${rule}' }] }`;

export const unreadExpression = defineRule({
  id: 'custom-resource/unread-expression',
  source: 'practice',
  stage: 'deployed',
  severity: 'warning',
  kinds: ['*'],
  facts: 'custom',
  summary: 'The validation rules of a definition can be read.',
  why: 'An expression that cannot be read is not evaluated here, so that nothing is known of what it forbids. kube-apiserver refuses a definition whose expressions do not compile.',
  fix: 'Mend the expression in the CustomResourceDefinition (x-kubernetes-validations).',
  passing: [
    {
      title: 'An expression of CEL',
      manifests: widget(schema('has(self.min)'), '{ min: 1 }'),
    },
  ],
  failing: [
    {
      title: 'A parenthesis that does not end',
      manifests: widget(schema('(has(self.min)'), '{ min: 1 }'),
      path: 'spec',
      kind: 'Invalid',
    },
  ],
  *check(_object, { custom }) {
    for (const { path, rule, why } of custom?.unread ?? []) {
      yield {
        kind: 'Invalid',
        path,
        detail: `the definition of ${custom?.definition?.kind ?? ''} has the expression ${JSON.stringify(rule)} there, which cannot be read: ${why}`,
      };
    }
  },
});
