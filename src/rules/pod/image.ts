import { pod, podWith, workload } from '../example';
import { definePodRule } from './pod-rule';
import { containersOf } from './pod-shape';

export const image = definePodRule({
  id: 'pod/image',
  stage: 'validate',
  severity: 'error',
  summary: 'Every container has an image; that of a Pod has no space before or after it.',
  why: 'kube-apiserver refuses a container without an image (validateContainerCommon in pkg/apis/core/validation), and a Pod whose image begins or ends with a space (validateContainerOnlyForPod). In a Pod template such an image is accepted, but then refused in each Pod.',
  fix: 'Write the image, like registry.example.com/web:1.0.',
  passing: [{ title: 'An image', manifests: podWith('args: [serve]') }],
  failing: [
    {
      title: 'No image',
      manifests: pod('containers: [{ name: web }]'),
      path: 'spec.containers[0].image',
      kind: 'Required',
    },
    {
      title: 'A space at the end',
      manifests: pod("containers: [{ name: web, image: 'web ' }]"),
      path: 'spec.containers[0].image',
      kind: 'Invalid',
    },
    {
      title: 'No image in a Pod template',
      manifests: workload(
        'Deployment',
        'selector: { matchLabels: { app: web } }\ntemplate: { metadata: { labels: { app: web } }, spec: { containers: [{ name: web }] } }',
      ),
      path: 'spec.template.spec.containers[0].image',
      kind: 'Required',
    },
  ],
  *check(pod, { object: { kind } }) {
    for (const container of containersOf(pod)) {
      const image = container.at('image');
      if (image.text === '') yield image.required();
      else if (kind === 'Pod' && image.text.trim() !== image.text) {
        yield image.invalid('must not have leading or trailing whitespace');
      }
    }
  },
});
