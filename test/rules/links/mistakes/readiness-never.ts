import { container, deployment, pod, web } from '../builders';
import type { RuleCases } from './mistake';
import { at } from './mistake';

export const readinessNever: RuleCases = {
  rule: 'links/readiness-never',
  faulty: [
    at(
      'Deployment/shop/web',
      'spec.template.spec.containers[0].readinessProbe.httpGet.port',
      'a name that no port has',
      [web(), deployment('web', container({ readinessProbe: { httpGet: { port: 'health' } } }))],
    ),
    at(
      'Deployment/shop/web',
      'spec.template.spec.containers[0].readinessProbe.tcpSocket.port',
      'a number that nothing declares',
      [web(), deployment('web', container({ readinessProbe: { tcpSocket: { port: 9999 } } }))],
    ),
    at(
      'Deployment/shop/web',
      'spec.template.spec.containers[0].startupProbe.httpGet.port',
      'the name in the other container',
      [
        web(),
        deployment('web', {
          ...container({ startupProbe: { httpGet: { port: 'admin' } } }),
          pod: {
            initContainers: [
              { name: 'b', image: 'b', restartPolicy: 'Always', ports: [{ name: 'admin', containerPort: 1 }] },
            ],
          },
        }),
      ],
    ),
    at('Pod/shop/web', 'spec.containers[0].readinessProbe.exec.command', 'a command that fails', [
      web(),
      pod('web', container({ readinessProbe: { exec: { command: ['/bin/false'] } } })),
    ]),
    at(
      'Deployment/shop/web',
      'spec.template.spec.containers[0].startupProbe.tcpSocket.port',
      'a startup probe at a port that nothing declares',
      [deployment('web', container({ startupProbe: { tcpSocket: { port: 9000 } } }))],
    ),
  ],
  right: [
    {
      title: 'the named port',
      input: [web(), deployment('web', container({ readinessProbe: { httpGet: { port: 'http' } } }))],
    },
    {
      title: 'the second of its named ports',
      input: [
        web(),
        deployment('web', {
          ports: ['http:8080', 'health:9090'],
          ...container({ readinessProbe: { httpGet: { port: 'health' } } }),
        }),
      ],
    },
    {
      title: 'the number of another container',
      input: [
        web(),
        deployment('web', {
          ...container({ readinessProbe: { httpGet: { port: 9000 } } }),
          pod: {
            initContainers: [{ name: 'b', image: 'b', restartPolicy: 'Always', ports: [{ containerPort: 9000 }] }],
          },
        }),
      ],
    },
    {
      title: 'a container that declares nothing',
      input: [web(), deployment('web', { ports: [], container: { readinessProbe: { tcpSocket: { port: 8080 } } } })],
    },
    {
      title: 'a command',
      input: [
        web(),
        deployment(
          'web',
          container({ readinessProbe: { exec: { command: ['sh', '-c', 'test -e /ready || exit 1'] } } }),
        ),
      ],
    },
    {
      title: 'another host',
      input: [
        web(),
        deployment('web', container({ readinessProbe: { httpGet: { host: '169.254.20.10', port: 9999 } } })),
      ],
    },
  ],
};
