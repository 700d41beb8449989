import { container, deployment, secret, service, web } from '../builders';
import type { RuleCases } from './mistake';
import { at } from './mistake';

export const serviceVariablesCollide: RuleCases = {
  rule: 'links/service-variables-collide',
  faulty: [
    at('Deployment/shop/web', 'spec.template.spec.containers[0].envFrom[0].configMapRef.name', 'from a ConfigMap', [
      service('redis', { ports: [{ port: 6379 }] }),
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c', namespace: 'shop' }, data: { PORT: '1' } },
      deployment('web', container({ envFrom: [{ prefix: 'REDIS_', configMapRef: { name: 'c' } }] })),
    ]),
    ...['REDIS_PORT', 'REDIS_SERVICE_HOST', 'REDIS_PORT_6379_TCP_ADDR', 'REDIS_SERVICE_PORT'].map((name) =>
      at('Deployment/shop/web', 'spec.template.spec.containers[0].env[0].name', name, [
        service('redis', { ports: [{ port: 6379 }] }),
        deployment('web', container({ env: [{ name, value: 'x' }] })),
      ]),
    ),
    at(
      'Deployment/shop/client',
      'spec.template.spec.containers[0].envFrom[0].secretRef.name',
      'from a Secret, with a prefix',
      [
        web(),
        secret('x', ['PORT']),
        deployment('client', container({ envFrom: [{ prefix: 'WEB_', secretRef: { name: 'x' } }] })),
      ],
    ),
  ],
  right: [
    {
      title: 'another name',
      input: [
        service('redis', { ports: [{ port: 6379 }] }),
        deployment(
          'web',
          container({
            env: [
              { name: 'REDIS_URL', value: 'x' },
              { name: 'PORT', value: '1' },
            ],
          }),
        ),
      ],
    },
    {
      title: 'links switched off',
      input: [
        service('redis', { ports: [{ port: 6379 }] }),
        deployment('web', {
          ...container({ env: [{ name: 'REDIS_PORT', value: 'x' }] }),
          pod: { enableServiceLinks: false },
        }),
      ],
    },
    {
      title: 'a headless Service',
      input: [
        service('redis', { clusterIP: 'None', ports: [{ port: 6379 }] }),
        deployment('web', container({ env: [{ name: 'REDIS_PORT', value: 'x' }] })),
      ],
    },
    {
      title: 'a port that the Service does not have',
      input: [
        service('redis', { ports: [{ port: 6379 }] }),
        deployment('web', container({ env: [{ name: 'REDIS_PORT_80_TCP', value: 'x' }] })),
      ],
    },
  ],
};
