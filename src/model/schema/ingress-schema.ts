import { TYPE_AND_META } from './metadata-schema';
import { list, struct } from './schema';

const BACKEND = struct('IngressBackend', {
  service: struct('IngressServiceBackend', {
    name: 'string',
    port: struct('ServiceBackendPort', { name: 'string', number: 'int32' }),
  }),
  resource: struct('TypedLocalObjectReference', { apiGroup: 'string', kind: 'string', name: 'string' }),
});

const PATH = struct('HTTPIngressPath', { path: 'string', pathType: { string: 'PathType' }, backend: BACKEND });

const INGRESS_SPEC = struct('IngressSpec', {
  ingressClassName: 'string',
  defaultBackend: BACKEND,
  tls: list(struct('IngressTLS', { hosts: list('string'), secretName: 'string' })),
  rules: list(struct('IngressRule', { host: 'string', http: struct('HTTPIngressRuleValue', { paths: list(PATH) }) })),
});

const INGRESS_STATUS = struct('IngressStatus', {
  loadBalancer: struct('IngressLoadBalancerStatus', {
    ingress: list(
      struct('IngressLoadBalancerIngress', {
        ip: 'string',
        hostname: 'string',
        ports: list(struct('IngressPortStatus', { port: 'int32', protocol: { string: 'Protocol' }, error: 'string' })),
      }),
    ),
  }),
});

/** `networking.k8s.io/v1` Ingress. */
export const INGRESS = struct('Ingress', { ...TYPE_AND_META, spec: INGRESS_SPEC, status: INGRESS_STATUS });

/** `networking.k8s.io/v1` IngressClass. */
export const INGRESS_CLASS = struct('IngressClass', {
  ...TYPE_AND_META,
  spec: struct('IngressClassSpec', {
    controller: 'string',
    parameters: struct('IngressClassParametersReference', {
      apiGroup: 'string',
      kind: 'string',
      name: 'string',
      scope: 'string',
      namespace: 'string',
    }),
  }),
});
