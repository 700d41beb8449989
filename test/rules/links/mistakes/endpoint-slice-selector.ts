import { deployment, slice, web } from '../builders';
import type { RuleCases } from './mistake';
import { at } from './mistake';

export const endpointSliceSelector: RuleCases = {
  rule: 'links/endpoint-slice-selector',
  faulty: [
    at('EndpointSlice/shop/web-1', 'metadata.labels[kubernetes.io/service-name]', 'a machine beside Pods', [
      web(),
      deployment('web'),
      slice('web-1', 'web', [{ port: 8080 }]),
    ]),
  ],
  right: [
    {
      title: 'a Service whose selector is empty',
      input: [web({ selector: {} }), slice('web-1', 'web', [{ port: 8080 }])],
    },
    {
      title: 'a slice of the controller, read from a cluster',
      input: [web(), deployment('web'), managed(slice('web-1', 'web', [{ port: 8080 }]))],
    },
  ],
};

function managed({ metadata, ...rest }: ReturnType<typeof slice>) {
  const { labels, ...others } = metadata as { labels: object };
  const by = { 'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io' };
  return { ...rest, metadata: { ...others, labels: { ...labels, ...by } } };
}
