import { portNameErrors } from '../../terms/dns-name';
import { portNumberErrors } from '../../terms/port-number';
import { podWith } from '../example';
import { definePodRule } from './pod-rule';
import { countingHandlers, numberAt } from './pod-shape';

export const handlerPort = definePodRule({
  id: 'pod/handler-port',
  stage: 'validate',
  severity: 'error',
  summary: 'The port of a probe or a hook is a number from 1 to 65535, or the name of a container port.',
  why: 'kube-apiserver refuses others (ValidatePortNumOrName in pkg/apis/core/validation). A text is always a name, also one of digits; a grpc probe takes a number only.',
  fix: 'Write the number without quotes, or the name of a port of the same container.',
  passing: [
    { title: 'A number', manifests: podWith('readinessProbe: { tcpSocket: { port: 8080 } }') },
    {
      title: 'A name',
      manifests: podWith('ports: [{ name: http, containerPort: 8080 }]\nreadinessProbe: { httpGet: { port: http } }'),
    },
  ],
  failing: [
    {
      title: 'A number in quotes',
      manifests: podWith("readinessProbe: { httpGet: { port: '8080' } }"),
      path: 'spec.containers[0].readinessProbe.httpGet.port',
      kind: 'Invalid',
    },
    {
      title: 'A path without a port',
      manifests: podWith('livenessProbe: { httpGet: { path: /healthz } }'),
      path: 'spec.containers[0].livenessProbe.httpGet.port',
      kind: 'Invalid',
    },
    {
      title: 'Out of range',
      manifests: podWith('startupProbe: { grpc: { port: 70000 } }'),
      path: 'spec.containers[0].startupProbe.grpc.port',
      kind: 'Invalid',
    },
  ],
  *check(pod) {
    for (const type of ['httpGet', 'tcpSocket', 'grpc']) {
      for (const handler of countingHandlers(pod, type)) {
        const port = handler.at('port');
        const errors = typeof port.value === 'string' ? portNameErrors(port.value) : portNumberErrors(numberAt(port));
        for (const error of errors) yield port.invalid(error, {}, port.value ?? 0);
      }
    }
  },
});
