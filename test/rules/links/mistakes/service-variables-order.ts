import { container, deployment, http, pod, service, web } from '../builders';
import type { RuleCases } from './mistake';
import { at } from './mistake';

export const serviceVariablesOrder: RuleCases = {
  rule: 'links/service-variables-order',
  faulty: [
    at('Deployment/shop/client', 'spec.template.spec.containers[0].env[0].value', 'in a value', [
      deployment(
        'client',
        container({ env: [{ name: 'URL', value: 'http://$(WEB_SERVICE_HOST):$(WEB_SERVICE_PORT)' }] }),
      ),
      web(),
    ]),
    at('Pod/shop/client', 'spec.containers[0].args[1]', 'in a shell', [
      pod('client', container({ command: ['sh'], args: ['-c', 'curl ${WEB_SERVICE_HOST}'] })),
      web(),
    ]),
    at('Deployment/shop/client', 'spec.template.spec.containers[0].command[0]', 'in another namespace', [
      service('data/web', { ports: http }),
      deployment('client', container({ command: ['$(WEB_SERVICE_HOST)'] })),
    ]),
  ],
  right: [
    {
      title: 'the Service first',
      input: [web(), deployment('web'), deployment('client', container({ args: ['$(WEB_SERVICE_HOST)'] }))],
    },
    {
      title: 'the DNS name',
      input: [deployment('client', container({ args: ['http://web'] })), web(), deployment('web')],
    },
    {
      title: "a variable of the container's own",
      input: [
        deployment(
          'client',
          container({ env: [{ name: 'DB_SERVICE_HOST', value: 'db' }], args: ['$(DB_SERVICE_HOST)'] }),
        ),
        web(),
        deployment('web'),
      ],
    },
    {
      title: 'a variable that a ConfigMap may bring',
      input: [
        deployment(
          'client',
          container({ envFrom: [{ configMapRef: { name: 'hosts' } }], args: ['$(WEB_SERVICE_HOST)'] }),
        ),
        web(),
        deployment('web'),
      ],
    },
    { title: 'the API server', input: [deployment('client', container({ args: ['$(KUBERNETES_SERVICE_HOST)'] }))] },
    {
      title: 'a dollar sign that is meant as such',
      input: [deployment('client', container({ args: ['$$(WEB_SERVICE_HOST)'] })), service('web', { ports: http })],
    },
  ],
};
