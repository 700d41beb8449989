import { defineRule } from '../rule';
import { widget } from './examples';

export const schema = defineRule({
  id: 'custom-resource/schema',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['*'],
  facts: 'custom',
  summary: 'A custom resource has the types, bounds, patterns, formats and required fields of its definition.',
  why: 'kube-apiserver validates custom resources, with their defaults, by the openAPIV3Schema of their CustomResourceDefinition.',
  fix: 'Change the field so that it fits; kubectl explain shows what belongs there.',
  passing: [
    {
      title: 'A default fills in what is required',
      manifests: widget(
        '{ type: object, required: [size], properties: { size: { type: integer, default: 1 } } }',
        '{}',
      ),
    },
  ],
  failing: [
    {
      title: 'A number in quotes',
      manifests: widget('{ type: object, properties: { size: { type: integer } } }', "{ size: '1' }"),
      path: 'spec.size',
      kind: 'TypeInvalid',
    },
    {
      title: 'A pattern is searched for as RE2 does',
      manifests: widget(
        "{ type: object, properties: { size: { type: string, pattern: '^[a-z]+$' } } }",
        '{ size: XL }',
      ),
      path: 'spec.size',
      kind: 'Invalid',
    },
    {
      title: 'A field that is required',
      manifests: widget('{ type: object, required: [size], properties: { size: { type: string } } }', '{}'),
      path: 'spec.size',
      kind: 'Required',
    },
  ],
  *check(_object, { custom, minor }) {
    if (custom !== undefined) yield* custom.verdict(minor).schema;
  },
});
