import { migrate } from '../../src/migrate/migrate';
import type { Migration, MigrateOptions } from '../../src/migrate/migrate';
import { parseManifests } from '../../src/model/parse-manifests';

/** A Deployment and a Service of a name: port 80, called http, leads to 8080. */
export function app(name: string, namespace = 'shop'): string {
  return `---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec: { containers: [{ name: main, image: "x:1", ports: [{ containerPort: 8080, name: web }] }] }
---
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: ${namespace} }
spec: { selector: { app: ${name} }, ports: [{ name: http, port: 80, targetPort: 8080 }] }
`;
}

export interface Shown {
  readonly name?: string;
  readonly namespace?: string;
  /** Without their prefix. */
  readonly annotations?: Readonly<Record<string, string>>;
  readonly className?: string;
  readonly host?: string;
  readonly paths?: readonly (readonly [path: string, pathType: string, service: string])[];
  readonly tls?: readonly { readonly hosts: readonly string[]; readonly secretName: string }[];
  readonly defaultBackend?: string;
}

/** An Ingress of ingress-nginx, unless it is said otherwise. */
export function ingress({
  name = 'shop',
  namespace = 'shop',
  annotations = {},
  className = 'nginx',
  host = 'shop.example.com',
  paths = [['/', 'Prefix', 'web']],
  tls,
  defaultBackend,
}: Shown = {}): string {
  const backend = (service: string) => ({ service: { name: service, port: { name: 'http' } } });
  const keyed = Object.entries(annotations).map(([key, value]) => [`nginx.ingress.kubernetes.io/${key}`, value]);
  const rules = [
    {
      ...(host === '' ? {} : { host }),
      http: { paths: paths.map(([path, pathType, service]) => ({ path, pathType, backend: backend(service) })) },
    },
  ];
  return `---\n${JSON.stringify({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name, namespace, annotations: Object.fromEntries(keyed) as Record<string, string> },
    spec: {
      ingressClassName: className,
      ...(tls === undefined ? {} : { tls }),
      ...(defaultBackend === undefined ? {} : { defaultBackend: backend(defaultBackend) }),
      ...(paths.length === 0 ? {} : { rules }),
    },
  })}\n`;
}

export const TLS = [{ hosts: ['shop.example.com'], secretName: 'shop-tls' }];

export function migrated(texts: readonly string[], options: Partial<MigrateOptions> = {}): Migration {
  return migrate(parseManifests(texts.join('')), { gatewayClass: 'gateway', ...options });
}

/** The HTTPRoutes among new manifests. */
export function routesIn({ manifests }: Pick<Migration, 'manifests'>) {
  return manifests.filter(({ kind }) => kind === 'HTTPRoute') as unknown as readonly HttpRoute[];
}

export interface HttpRoute {
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: {
    readonly parentRefs: readonly { readonly name: string; readonly sectionName: string }[];
    readonly hostnames?: readonly string[];
    readonly rules: readonly Record<string, unknown>[];
  };
}
