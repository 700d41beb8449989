import { pod } from '../example';
import { definePodRule } from './pod-rule';
import { isSidecar, PROBES } from './pod-shape';

const FORBIDDEN = ['lifecycle', ...PROBES];

export const initContainerProbes = definePodRule({
  id: 'pod/init-container-probes',
  stage: 'validate',
  severity: 'error',
  field: 'spec.initContainers',
  summary: 'Init containers have no probes and no hooks, unless they are sidecars.',
  why: 'kube-apiserver refuses others (validateInitContainers in pkg/apis/core/validation): an init container ends before the Pod starts. With restartPolicy Always it is a sidecar, which goes on running.',
  fix: 'Remove them, or set restartPolicy to Always on the init container if it is meant to run beside the others.',
  passing: [
    {
      title: 'A sidecar',
      manifests: pod(
        'initContainers:\n- { name: proxy, image: proxy, restartPolicy: Always, readinessProbe: { tcpSocket: { port: 8080 } } }\ncontainers: [{ name: web, image: web }]',
      ),
    },
  ],
  failing: [
    {
      title: 'An init container that would be ready',
      manifests: pod(
        'initContainers: [{ name: setup, image: setup, readinessProbe: { tcpSocket: { port: 8080 } } }]\ncontainers: [{ name: web, image: web }]',
      ),
      path: 'spec.initContainers[0].readinessProbe',
      kind: 'Forbidden',
    },
  ],
  *check(pod) {
    for (const container of pod.at('spec', 'initContainers').items()) {
      if (isSidecar(container)) continue;
      for (const field of FORBIDDEN.map((name) => container.at(name))) {
        if (field.present) yield field.forbidden('may not be set for init containers without restartPolicy=Always');
      }
    }
  },
});
