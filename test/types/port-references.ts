import { Chart } from 'cdk8s';
import { ClusterIPService, ExternalNameService, HeadlessService, Ingress, NodePortService } from '../../src/index';
import type { IngressProps, IngressRule, Service, ServicePortRef } from '../../src/index';

declare const chart: Chart;
declare const somePort: number;
declare const someRule: IngressRule;
declare const someProps: IngressProps;
declare const somePorts: { port: number; name?: string }[];

const two = new ClusterIPService(chart, 'two', {
  ports: [
    { name: 'http', port: 80 },
    { name: 'grpc', port: 81 },
  ],
});
const named = new ClusterIPService(chart, 'named', { ports: [{ name: 'http', port: 80 }] });
const unnamed = new NodePortService(chart, 'unnamed', { ports: [{ port: 80, nodePort: 30080 }] });
const computed = new ClusterIPService(chart, 'computed', { ports: somePorts });

export function portsThatExistCompile(): void {
  const refs: ServicePortRef[] = [two.port('http'), two.port('grpc'), named.port(), named.port('http'), unnamed.port()];
  refs.push(computed.port(), computed.port('anything'));
  new Ingress(chart, 'ingress', { defaultBackend: two.port('http') }).addPath({ backend: unnamed.port() });
  two.url({ port: 'http' });
  named.url();
  computed.url({ port: 'anything' });
}

export function portsThatDoNotExistDoNotCompile(): void {
  // @ts-expect-error there is no such port
  two.port('nope');
  // @ts-expect-error one of two has to be chosen
  two.port();
  // @ts-expect-error the only port has another name
  named.port('grpc');
  // @ts-expect-error the only port has no name
  unnamed.port('http');
  // @ts-expect-error ports are referred to by name
  two.port(80);
  // @ts-expect-error there is no such port
  two.url({ port: 'nope' });
  // @ts-expect-error one of two has to be chosen
  two.url();
}

export function backendsAreWhatAnIngressCanReach(): void {
  const ingress = new Ingress(chart, 'backends', { ingressClassName: 'contour' });
  ingress.addPath({ backend: { service: 'elsewhere', port: 80 } });
  ingress.addPath({ backend: { service: 'elsewhere', port: 'http' } });
  ingress.addPath({ backend: { resource: { apiGroup: 'example.com', kind: 'Bucket', name: 'assets' } } });
  // @ts-expect-error a Service is not a backend, one of its ports is
  ingress.addPath({ backend: two });
  // @ts-expect-error a Service elsewhere needs a port
  ingress.addPath({ backend: { service: 'elsewhere' } });
  // @ts-expect-error there is no such path type
  ingress.addPath({ pathType: 'Regex', backend: two.port('http') });
  ingress.addPath({ backend: { service: 'elsewhere', port: somePort } });
  // @ts-expect-error 70000 is not a port
  ingress.addPath({ backend: { service: 'elsewhere', port: 70000 } });
  // @ts-expect-error the field is called pathType
  ingress.addPath({ pathtype: 'Exact', backend: two.port('http') });
  const http = { paths: [{ path: '/', backend: { service: 'elsewhere', port: 80 } }, { backend: two.port('http') }] };
  ingress.addRule({ host: 'shop.example.com', http });
  ingress.addRule(someRule);
  // @ts-expect-error 0 is not a port
  ingress.addRule({ http: { paths: [{ backend: { service: 'elsewhere', port: 0 } }] } });
  const rules: Ingress[] = [
    new Ingress(chart, 'given', { rules: [{ host: 'a.example.com', http }], tls: [{ secretName: 'a' }] }),
    new Ingress(chart, 'computed', { rules: [someRule], defaultBackend: two.port('http') }),
    new Ingress(chart, 'props', someProps),
  ];
  rules.push(ingress);
  // @ts-expect-error 65536 is not a port
  new Ingress(chart, 'far', { rules: [{ http: { paths: [{ backend: { service: 'elsewhere', port: 65536 } }] } }] });
  // @ts-expect-error -1 is not a port
  new Ingress(chart, 'negative', { defaultBackend: { service: 'elsewhere', port: -1 } });
  // @ts-expect-error the field is called host
  new Ingress(chart, 'hosts', { rules: [{ hosts: ['a.example.com'] }] });
  // @ts-expect-error the field is called rules
  new Ingress(chart, 'typo', { rule: [] });
}

export function everyKindOfServiceIsAService(): void {
  const all: Service[] = [two, named, unnamed, computed];
  all.push(new HeadlessService(chart, 'headless', {}), new ExternalNameService(chart, 'name', { externalName: 'a.b' }));
  const field: ClusterIPService = two;
  field.port('known when it runs');
}
