import type { Manifest } from '../../src/model/manifest';

/** Objects of the namespace `shop`. */
export const policy = (name: string, spec: object): Manifest => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name, namespace: 'shop' },
  spec,
});
export const deployment = (name: string, labels: object, pod: object = {}): Manifest => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace: 'shop' },
  spec: {
    template: {
      metadata: { labels },
      spec: { containers: [{ name: 'c', ports: [{ name: 'http', containerPort: 8080 }] }], ...pod },
    },
  },
});
