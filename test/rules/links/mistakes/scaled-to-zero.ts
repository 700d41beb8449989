import { deployment, object, web } from '../builders';
import type { RuleCases } from './mistake';
import { at } from './mistake';

export const scaledToZero: RuleCases = {
  rule: 'links/scaled-to-zero',
  faulty: [
    at('Service/shop/web', 'spec.selector', 'a Deployment', [web(), deployment('web', { spec: { replicas: 0 } })]),
  ],
  right: [
    { title: 'a Deployment with Pods', input: [web(), deployment('web', { spec: { replicas: 2 } })] },
    {
      title: 'KEDA scales it',
      input: [
        web(),
        deployment('web', { spec: { replicas: 0 } }),
        object('keda.sh/v1alpha1', 'ScaledObject', 'web', { scaleTargetRef: { name: 'web' } }),
      ],
    },
  ],
};
