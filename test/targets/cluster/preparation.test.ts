import { Aliases } from '../../../src/targets/cluster/aliases';
import { phasesOf, prepare } from '../../../src/targets/cluster/preparation';

const options = {
  run: 'r1',
  aliases: new Aliases(['default'], { namespacePrefix: 'net-' }),
  namespace: 'default',
  realImages: false,
  expand: (text: string) => text.replace('${nodeIP:worker}', '172.18.0.2'),
};
const template = { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'app', image: 'web:1' }] } };

describe('objects for a cluster', () => {
  test('carry the name of the run, and so do the Pods that controllers make', () => {
    const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' }, spec: { template } };
    const [prepared] = prepare([deployment], options);
    expect(prepared?.object).toMatchObject({
      metadata: {
        name: 'web',
        namespace: 'net-default',
        labels: { 'cdk8s-net/run': 'r1', 'app.kubernetes.io/managed-by': 'cdk8s-net' },
      },
      spec: { template: { metadata: { labels: { app: 'web', 'cdk8s-net/run': 'r1' } } } },
    });
  });

  test('keep a label that Services may select by', () => {
    const labels = { 'app.kubernetes.io/managed-by': 'Helm' };
    const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', labels }, spec: template.spec };
    expect(prepare([pod], options)[0]?.object).toMatchObject({ metadata: { labels } });
  });

  test('have addresses in place of placeholders, and are no longer bound to another cluster', () => {
    const slice = {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { name: 'web', uid: 'u', resourceVersion: '1' },
      endpoints: [{ addresses: ['${nodeIP:worker}'] }],
      status: {},
    };
    const object = prepare([slice], options)[0]?.object;
    expect(object).toMatchObject({ endpoints: [{ addresses: ['172.18.0.2'] }] });
    expect(object).not.toHaveProperty('metadata.uid');
    expect(object).not.toHaveProperty('status');
  });

  test('run their own images when that is asked for', () => {
    const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' }, spec: template.spec };
    const [prepared] = prepare([pod], { ...options, realImages: true });
    expect(prepared?.object).toMatchObject({ spec: { containers: [{ image: 'web:1' }] } });
  });

  test('are made in an order in which each finds what it needs', () => {
    const kinds = ['Pod', 'Deployment', 'Service', 'ConfigMap', 'StatefulSet', 'Ingress'];
    const objects = kinds.map((kind) => ({ ref: { apiVersion: 'v1', kind, name: 'x' } }));
    expect(phasesOf(objects).map((phase) => phase.map(({ ref }) => ref.kind))).toEqual([
      ['ConfigMap', 'Ingress'],
      ['Service'],
      ['Deployment', 'StatefulSet'],
      ['Pod'],
    ]);
  });
});
