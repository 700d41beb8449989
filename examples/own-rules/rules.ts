import { defineRule } from '../../src/rules';

const noNodePorts = defineRule({
  id: 'acme/no-node-ports',
  severity: 'error',
  kinds: ['Service'],
  summary: 'No Service is opened at the nodes.',
  why: 'The firewall in front of our nodes lets no traffic through to node ports.',
  fix: 'Use a Service of type ClusterIP, behind an Ingress.',
  passing: [
    {
      title: 'Inside the cluster only',
      manifests: `
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { ports: [{ port: 80 }] }
`,
    },
  ],
  failing: [
    {
      title: 'Opened at the nodes',
      manifests: `
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { type: NodePort, ports: [{ port: 80 }] }
`,
      path: 'spec.type',
      kind: 'Forbidden',
    },
  ],
  *check(service) {
    const type = service.at('spec', 'type');
    if (type.text === 'NodePort') yield type.forbidden('our nodes are closed');
  },
});

const INGRESS = `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: shop }
spec: { ingressClassName: contour, defaultBackend: { service: { name: web, port: { number: 80 } } } }
---
apiVersion: v1
kind: Service
`;

const publishedByTeam = defineRule({
  id: 'acme/published-by-team',
  severity: 'warning',
  kinds: ['Ingress'],
  field: 'spec.defaultBackend.service',
  summary: 'A Service that an Ingress publishes says which team runs it.',
  why: 'Whoever is on call has to know whom to wake.',
  fix: 'Give the Service the label acme.example/team.',
  passing: [
    {
      title: 'The team is known',
      manifests: `${INGRESS}metadata: { name: web, labels: { acme.example/team: shop } }\nspec: { ports: [{ port: 80 }] }\n`,
    },
  ],
  failing: [
    {
      title: 'Nobody is named',
      manifests: `${INGRESS}metadata: { name: web }\nspec: { ports: [{ port: 80 }] }\n`,
      path: 'spec.defaultBackend.service.name',
      kind: 'NotFound',
    },
  ],
  *check(ingress, { object: { namespace }, model }) {
    const name = ingress.at('spec', 'defaultBackend', 'service', 'name');
    const service = model.services.get(`${namespace}/${name.text}`);
    if (service === undefined || service.metadata.labels?.['acme.example/team'] !== undefined) return;
    yield name.notFound(`Service ${name.text} has no label acme.example/team`);
  },
});

export default [noNodePorts, publishedByTeam];
