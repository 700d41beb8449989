import { Yaml } from 'cdk8s';

/** What the pages speak of: a repository with manifests, a chart, an overlay, an app, and programs that stand for Helm and kubectl. */
export function documentedRepository(): Readonly<Record<string, string>> {
  const manifests = yaml(
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
    ...['my-service', 'web', 'api', 'db'].flatMap((name) => application('default', name)),
    ...['frontend', 'web', 'api', 'cart', 'database'].flatMap((name) => application('shop', name)),
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'IngressClass',
      metadata: { name: 'contour' },
      spec: { controller: 'projectcontour.io/ingress-controller' },
    },
    ingress({ '/': 'web', '/api': 'api', '/cart': 'cart' }),
    {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'GatewayClass',
      metadata: { name: 'contour' },
      spec: { controllerName: 'projectcontour.io/gateway-controller' },
    },
    {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata: { name: 'edge', namespace: 'shop' },
      spec: { gatewayClassName: 'contour', listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }] },
    },
    {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: 'api', namespace: 'shop' },
      spec: {
        parentRefs: [{ name: 'edge' }],
        hostnames: ['api.example.com'],
        rules: [{ backendRefs: [{ name: 'api', port: 80 }] }],
      },
    },
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'db' },
      spec: {
        podSelector: { matchLabels: { app: 'db' } },
        ingress: [{ from: [{ podSelector: { matchLabels: { app: 'web' } } }], ports: [{ port: 8080 }] }],
      },
    },
  );
  const unmatched = yaml({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'forgotten', namespace: 'shop' },
    spec: { selector: { app: 'gone' }, ports: [{ port: 80 }] },
  });
  const prints = `#!/bin/sh\ncat "$(dirname "$0")/../manifests/shop.yaml"\n`;
  return {
    'bin/npx': `#!/bin/sh
command=$1; shift
case $command in
  cdk8s-net) exec node node_modules/cdk8s-net/lib/cli/main.js "$@" ;;
  *) exec "$ROOT/node_modules/.bin/$command" "$@" ;;
esac
`,
    'bin/npm': '#!/bin/sh\n[ "$1" = install ]\n',
    'bin/helm': prints,
    'bin/kubectl': prints,
    'bin/kustomize': prints,
    'manifests/shop.yaml': manifests,
    'other.yaml': yaml(...application('default', 'other')),
    'legacy/forgotten.yaml': unmatched,
    'old.yaml': manifests,
    'old/shop.yaml': manifests,
    'new/shop.yaml': manifests,
    'crds/widgets.yaml': yaml({
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'widgets.example.com' },
      spec: {
        group: 'example.com',
        scope: 'Namespaced',
        names: { plural: 'widgets', kind: 'Widget' },
        versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }],
      },
    }),
    'charts/shop/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
    'charts/shop/templates/web.yaml': '{{ .Values.all }}\n',
    'ci/values.yaml': 'all: true\n',
    'overlays/production/kustomization.yaml': 'resources: [../../manifests/shop.yaml]\n',
    'intents.yaml': yaml({
      intents: [
        { expect: 'allow', from: 'deployment/shop/frontend', to: 'service/shop/api:http' },
        { expect: 'deny', from: 'outside', to: 'service/shop/database' },
      ],
    }),
    'cdk8s.yaml': 'language: typescript\napp: node app.js\n',
    'app.js': `const { cpSync } = require('node:fs');
cpSync('manifests/shop.yaml', (process.env.CDK8S_OUTDIR ?? 'dist') + '/shop.k8s.yaml');
`,
  };
}

function application(namespace: string, name: string): readonly object[] {
  const labels = { app: name };
  return [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, namespace },
      spec: {
        replicas: 1,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: { containers: [{ name, image: name, ports: [{ name: 'http', containerPort: 8080 }] }] },
        },
      },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, namespace },
      spec: { selector: labels, ports: [{ name: 'http', port: 80, targetPort: 'http' }] },
    },
  ];
}

function ingress(services: Readonly<Record<string, string>>): object {
  const paths = Object.entries(services).map(([path, name]) => ({
    path,
    pathType: 'Prefix',
    backend: { service: { name, port: { name: 'http' } } },
  }));
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'shop', namespace: 'shop' },
    spec: { ingressClassName: 'contour', rules: [{ host: 'shop.example.com', http: { paths } }] },
  };
}

function yaml(...objects: readonly object[]): string {
  return Yaml.stringify(...objects);
}
