import { deployment, web, webTo } from '../builders';
import type { RuleCases } from './mistake';
import { at } from './mistake';

export const targetPortName: RuleCases = {
  rule: 'links/target-port-name',
  faulty: [
    at('Service/shop/web', 'spec.ports[0].targetPort', 'a typo', [webTo('htpp'), deployment('web')]),
    at('Service/shop/web', 'spec.ports[0].targetPort', 'the port has no name', [
      webTo('http'),
      deployment('web', { ports: ['8080'] }),
    ]),
    at('Service/shop/web', 'spec.ports[0].targetPort', 'only an init container that ends has it', [
      webTo('setup'),
      deployment('web', { pod: { initContainers: [{ name: 'i', ports: [{ name: 'setup', containerPort: 1 }] }] } }),
    ]),
    at('Service/shop/web', 'spec.ports[1].targetPort', 'the second of two ports', [
      web({
        ports: [
          { name: 'a', port: 80, targetPort: 'http' },
          { name: 'b', port: 81, targetPort: 'metrics' },
        ],
      }),
      deployment('web'),
    ]),
  ],
  right: [
    { title: 'the name of a container port', input: [webTo('http'), deployment('web')] },
    {
      title: 'the name in a sidecar',
      input: [
        webTo('proxy'),
        deployment('web', {
          pod: {
            initContainers: [
              { name: 'p', image: 'p', restartPolicy: 'Always', ports: [{ name: 'proxy', containerPort: 1 }] },
            ],
          },
        }),
      ],
    },
    {
      title: 'one name for different numbers in blue and green',
      input: [
        webTo('http'),
        deployment('web-blue', { labels: { app: 'web', color: 'blue' }, ports: ['http:8080'] }),
        deployment('web-green', { labels: { app: 'web', color: 'green' }, ports: ['http:8081'] }),
      ],
    },
    {
      title: 'the port of a container that a service mesh adds',
      uncertain: true,
      input: [webTo('http-envoy-prom'), deployment('web', { annotations: { 'sidecar.istio.io/inject': 'true' } })],
    },
  ],
};
