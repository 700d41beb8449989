import { WORKLOAD_KINDS } from '../../model/workload';
import { workload } from '../example';
import { checkAnnotations } from '../metadata/annotations';
import { checkLabels } from '../metadata/labels';
import { definePodRule } from '../pod/pod-rule';
import { CONTROLLER } from './workload-shape';

const withMetadata = (metadata: string) =>
  workload(
    'Deployment',
    `selector: { matchLabels: { app: web } }\ntemplate:\n  metadata: ${metadata}\n  spec: { containers: [{ name: web, image: web }] }`,
  );

export const templateLabels = definePodRule({
  id: 'workload/template-labels',
  stage: 'validate',
  severity: 'error',
  kinds: WORKLOAD_KINDS.filter((kind) => kind !== 'Pod'),
  field: 'metadata',
  summary: 'The labels and annotations of a Pod template are those that a Pod can have.',
  why: 'kube-apiserver validates them (ValidatePodTemplateSpec in pkg/apis/core/validation), and names them without metadata: spec.template.labels. Of a Job its name is one of them, which has therefore at most 63 characters.',
  fix: 'Shorten the label, or keep the text in an annotation, which may hold anything.',
  passing: [{ title: 'A label', manifests: workload('Deployment', CONTROLLER) }],
  failing: [
    {
      title: 'A space in a label',
      manifests: withMetadata('{ labels: { app: web, owner: team a } }'),
      path: 'spec.template.labels',
      kind: 'Invalid',
    },
    {
      title: 'Two slashes in the key of an annotation',
      manifests: withMetadata('{ labels: { app: web }, annotations: { a/b/c: x } }'),
      path: 'spec.template.annotations',
      kind: 'Invalid',
    },
  ],
  *check(template, { minor }) {
    const under = (field: string) => template.at('metadata', field).under(template.at(field).path);
    yield* checkLabels(under('labels'), minor);
    yield* checkAnnotations(under('annotations'), minor);
  },
});
