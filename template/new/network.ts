import { Chart } from 'cdk8s';
import { ClusterIPService, Connectivity, Ingress, IngressClass, outside } from 'cdk8s-net';
import { Deployment } from 'cdk8s-plus-34';
import type { Construct } from 'constructs';

/** A shop: people outside reach the frontend by its host, and the frontend alone calls the API. */
export class Network extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const frontend = this.deployment('frontend');
    const api = this.deployment('api');

    const frontendService = new ClusterIPService(this, 'frontend-service', {
      metadata: { name: 'frontend' },
      selector: frontend,
      ports: [{ name: 'http', port: 80, targetPort: 8080 }],
    });
    const apiService = new ClusterIPService(this, 'api-service', {
      metadata: { name: 'api' },
      selector: api,
      ports: [{ name: 'http', port: 80, targetPort: 8080 }],
    });

    const ingress = new Ingress(this, 'ingress', {
      metadata: { name: 'shop' },
      ingressClassName: new IngressClass(this, 'class', {
        metadata: { name: 'contour' },
        controller: 'projectcontour.io/ingress-controller',
      }),
    });
    ingress.addPath({ host: 'shop.example.com', path: '/', backend: frontendService.port('http') });

    // What has to work, and what must not: cdk8s-net verify sends traffic to prove it.
    new Connectivity(this, 'paths')
      .allow(outside, ingress.url())
      .allow(frontend, apiService.port('http'))
      .deny(outside, apiService);
  }

  private deployment(name: string): Deployment {
    const containers = [{ image: `registry.example.com/${name}:1.0.0`, portNumber: 8080 }];
    return new Deployment(this, name, { metadata: { name }, replicas: 2, containers });
  }
}
