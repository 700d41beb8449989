import { pod, podWith } from '../example';
import { definePodRule } from './pod-rule';
import { countingHandlers, handledOf, handlersOf } from './pod-shape';

export const handlerType = definePodRule({
  id: 'pod/handler-type',
  stage: 'validate',
  severity: 'error',
  summary:
    'A probe, and a hook of a container, has one handler: exec, httpGet, tcpSocket, or grpc (probes) or sleep (hooks).',
  why: 'kube-apiserver refuses none and several (validateHandler in pkg/apis/core/validation), and exec without a command.',
  fix: 'Keep one handler; add another probe, like livenessProbe beside readinessProbe, for another check.',
  passing: [{ title: 'One handler', manifests: podWith('readinessProbe: { httpGet: { port: 8080 } }') }],
  failing: [
    {
      title: 'Times alone',
      manifests: podWith('readinessProbe: { periodSeconds: 5 }'),
      path: 'spec.containers[0].readinessProbe',
      kind: 'Required',
    },
    {
      title: 'Two handlers',
      manifests: podWith('livenessProbe: { httpGet: { port: 8080 }, tcpSocket: { port: 8080 } }'),
      path: 'spec.containers[0].livenessProbe.tcpSocket',
      kind: 'Forbidden',
    },
    {
      title: 'A hook without a command',
      manifests: pod('containers: [{ name: web, image: web, lifecycle: { preStop: { exec: {} } } }]'),
      path: 'spec.containers[0].lifecycle.preStop.exec.command',
      kind: 'Required',
    },
  ],
  *check(pod) {
    for (const handled of handledOf(pod)) {
      const [first, ...others] = handlersOf(handled);
      if (first === undefined) yield handled.required('must specify a handler type');
      for (const other of others) yield other.forbidden('may not specify more than 1 handler type');
    }
    for (const exec of countingHandlers(pod, 'exec')) {
      const command = exec.at('command');
      if (command.items().length === 0) yield command.required();
    }
  },
});
