import { deployment, webTo } from '../builders';
import type { RuleCases } from './mistake';
import { at } from './mistake';

export const portNameAmbiguous: RuleCases = {
  rule: 'links/port-name-ambiguous',
  faulty: [
    at('Service/shop/web', 'spec.ports[0].targetPort', 'two containers', [webTo('http'), two('http', 'http')]),
    at('Service/shop/web', 'spec.ports[0].targetPort', 'a container and a sidecar', [
      webTo('http'),
      deployment('web', {
        pod: {
          initContainers: [
            { name: 's', image: 's', restartPolicy: 'Always', ports: [{ name: 'http', containerPort: 9000 }] },
          ],
        },
      }),
    ]),
    at('Service/shop/web', 'spec.ports[0].targetPort', 'two containers of the last of several workloads', [
      webTo('http'),
      ...['v1', 'v2', 'v3', 'v4'].map((track) => deployment(`web-${track}`, { labels: { app: 'web', track } })),
      two('http', 'http'),
    ]),
    at('Service/shop/web', 'spec.ports[0].targetPort', 'over UDP', [
      webTo('dns', { protocol: 'UDP' }),
      two('dns', 'dns', 'UDP'),
    ]),
  ],
  right: [
    { title: 'names of their own', input: [webTo('http'), two('http', 'grpc')] },
    { title: 'a number', input: [webTo(8080), two('http', 'http')] },
    {
      title: 'one name for TCP and UDP',
      input: [webTo('dns', { protocol: 'UDP' }), deployment('web', { ports: ['dns:53/UDP', 'dns-tcp:53'] })],
    },
    {
      title: 'an init container that has ended',
      input: [
        webTo('http'),
        deployment('web', {
          pod: { initContainers: [{ name: 'i', image: 'i', ports: [{ name: 'http', containerPort: 9000 }] }] },
        }),
      ],
    },
  ],
};

function two(first: string, second: string, protocol = 'TCP') {
  const containers = [first, second].map((name, index) => ({
    name: `c${index}`,
    image: 'app',
    ports: [{ name, containerPort: 8080 + index, protocol }],
  }));
  return deployment('web', { pod: { containers } });
}
