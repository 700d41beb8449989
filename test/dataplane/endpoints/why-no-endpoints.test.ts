import { clusterOf, dial, pod, service } from '../support';

const why = (yaml: string, port = 80) => dial(clusterOf(yaml), 'worker', '${clusterIP:shop/web}', port).reason;
const web = (spec: string) => service('web', spec);

describe('a Service without endpoints says why', () => {
  it.each<[string, string, RegExp]>([
    [
      'its selector matches nothing',
      pod('a', 'worker', 'app: other') + web('{selector: {app: web}, ports: [{port: 80}]}'),
      /app: web matches no Pod of namespace shop/,
    ],
    [
      'a label has a typo',
      pod('a', 'worker', 'app: bakcend') + web('{selector: {app: backend}, ports: [{port: 80}]}'),
      /Pods with app: bakcend/,
    ],
    [
      'a label is missing',
      pod('a', 'worker', 'app: web') + web('{selector: {tier: web}, ports: [{port: 80}]}'),
      /no Pod there has the label tier/,
    ],
    [
      'labels are on different Pods',
      pod('a', 'worker', 'app: web') +
        pod('b', 'worker', 'tier: x') +
        web('{selector: {app: web, tier: x}, ports: [{port: 80}]}'),
      /all of these labels/,
    ],
    [
      'the Pods are elsewhere',
      pod('a', 'worker', 'app: web').replace('namespace: shop', 'namespace: far') +
        web('{selector: {app: web}, ports: [{port: 80}]}'),
      /namespace far/,
    ],
    [
      'no container has the named port',
      pod('a', 'worker', 'app: web') + web('{selector: {app: web}, ports: [{port: 80, targetPort: web}]}'),
      /targetPort web names no TCP container port.*http \(TCP\)/,
    ],
    [
      'no Pod is ready',
      pod('a', 'worker', 'app: web', "    readinessProbe: {exec: {command: ['false']}}") +
        web('{selector: {app: web}, ports: [{port: 80}]}'),
      /shop\/a: readinessProbe/,
    ],
    ['it has neither selector nor slice', web('{ports: [{port: 80}]}'), /no selector and no EndpointSlice/],
    [
      'the port of the slice has another name',
      web('{ports: [{port: 80, name: http}]}') +
        '\n---\n{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {name: s, namespace: shop, labels: {kubernetes.io/service-name: web}}, addressType: IPv4, endpoints: [{addresses: [10.9.9.9]}], ports: [{name: web, port: 80}]}',
      /ports web \(TCP\), none is http \(TCP\)/,
    ],
  ])('when %s', (_, yaml, expected) => {
    expect(why(yaml)).toMatch(expected);
  });
});
