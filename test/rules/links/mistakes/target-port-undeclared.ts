import { deployment, web, webTo } from '../builders';
import type { RuleCases } from './mistake';
import { at } from './mistake';

export const targetPortUndeclared: RuleCases = {
  rule: 'links/target-port-undeclared',
  faulty: [
    at('Service/shop/web', 'spec.ports[0].targetPort', 'another number', [webTo(8081), deployment('web')]),
    at('Service/shop/web', 'spec.ports[0].port', 'targetPort left out', [
      web({ ports: [{ port: 80 }] }),
      deployment('web'),
    ]),
    at('Service/shop/web', 'spec.ports[0].targetPort', 'in none of two containers', [
      webTo(9000),
      deployment('web', {
        pod: {
          containers: [
            { name: 'a', image: 'a', ports: [{ containerPort: 1 }] },
            { name: 'b', image: 'b', ports: [{ containerPort: 2 }] },
          ],
        },
      }),
    ]),
  ],
  right: [
    { title: 'the declared number', input: [webTo(8080), deployment('web')] },
    {
      title: 'the port of the second container',
      input: [
        webTo(9090),
        deployment('web', {
          pod: {
            containers: [
              { name: 'a', image: 'a' },
              { name: 'b', image: 'b', ports: [{ containerPort: 9090 }] },
            ],
          },
        }),
      ],
    },
    { title: 'containers that declare nothing', input: [webTo(8080), deployment('web', { ports: [] })] },
  ],
};
