import { defineRule } from '../rule';
import { widget } from './examples';

const RANGE =
  "{ type: object, properties: { min: { type: integer, default: 0 }, max: { type: integer } }, x-kubernetes-validations: [{ rule: '!has(self.max) || self.min <= self.max', messageExpression: '''min is %d, more than max''.format([self.min])' }] }";

export const expressions = defineRule({
  id: 'custom-resource/expressions',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['*'],
  facts: 'custom',
  summary: 'The validation rules of a definition hold for its custom resources.',
  why: 'kube-apiserver evaluates the CEL expressions of the definition (x-kubernetes-validations), unless the schema has been broken before.',
  fix: 'Do as the message says; the expression stands in the CustomResourceDefinition.',
  passing: [{ title: 'A rule that holds', manifests: widget(RANGE, '{ max: 2 }') }],
  failing: [
    {
      title: 'A rule that does not hold, with a message that is an expression',
      manifests: widget(RANGE, '{ min: 3, max: 2 }'),
      path: 'spec',
      kind: 'Invalid',
    },
  ],
  *check(_object, { custom, minor }) {
    if (custom !== undefined) yield* custom.verdict(minor).rules;
  },
});
