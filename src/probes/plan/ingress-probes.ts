import { INGRESS_IP } from '../../terms/placeholders';
import type { NetworkModel } from '../../model/network-model';
import type { HTTPIngressPath, Ingress, IngressBackend } from '../../model/objects';
import { keyOf } from '../../terms/object-ref';
import type { Clients } from './clients';
import { outside } from './clients';
import { reachedBy } from './connection';
import type { PlannedNetwork } from './planned-network';
import type { Draft } from './service-probes';

/** Every host and path of an Ingress, asked for from outside; over TLS where the host has a certificate. */
export function* ingressProbes(ingress: Ingress, { model, clients }: PlannedNetwork): Generator<Draft> {
  const { name = '', namespace = model.defaultNamespace } = ingress.metadata;
  const subject = `Ingress ${namespace === model.defaultNamespace ? name : keyOf(namespace, name)}`;
  const answerers = (backend: IngressBackend = {}) => podsOf(backend, namespace, model, clients);
  const { rules = [], tls = [], defaultBackend } = ingress.spec;
  const secured = new Set(tls.flatMap(({ hosts = [] }) => hosts));
  for (const { host, http } of rules) {
    for (const path of http?.paths ?? []) {
      for (const protocol of secured.has(host ?? '') ? (['http', 'https'] as const) : (['http'] as const)) {
        yield request(subject, protocol, host, requestPath(path), answerers(path.backend));
      }
    }
  }
  if (defaultBackend !== undefined && rules.length === 0) {
    yield request(subject, 'http', undefined, '/', answerers(defaultBackend));
  }
}

function request(
  subject: string,
  protocol: 'http' | 'https',
  host: string | undefined,
  path: string,
  by?: readonly string[],
): Draft {
  const concrete = host?.replace(/^\*/, 'any');
  return {
    from: outside.from,
    to: {
      kind: 'http',
      protocol,
      host: INGRESS_IP,
      path,
      ...(concrete === undefined ? {} : { hostHeader: concrete }),
      ...(concrete === undefined || protocol === 'http' ? {} : { sni: concrete }),
    },
    expect: { ...reachedBy(by), status: 200 },
    subject,
    row: `${protocol}://${host ?? '*'}${path}`,
    client: outside.label,
    requires: 'ingress',
  };
}

/** A path that the rule takes, literally; the root is asked for `/hostname`, which stand-ins answer with the Pod's name. */
function requestPath({ path = '/', pathType }: HTTPIngressPath): string {
  return path === '/' && pathType !== 'Exact' ? '/hostname' : path;
}

/** The Pods that may answer for a backend; undefined when that cannot be known from the manifests. */
function podsOf(
  backend: IngressBackend,
  namespace: string,
  model: NetworkModel,
  clients: Clients,
): readonly string[] | undefined {
  const service = model.services.get(keyOf(namespace, backend.service?.name ?? ''));
  return service === undefined ? undefined : clients.behind(service)?.map(({ pod }) => pod);
}
