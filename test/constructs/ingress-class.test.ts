import { Chart, Testing } from 'cdk8s';
import { IngressClass } from '../../src/constructs/ingress-class';

const chart = new Chart(Testing.app(), 'chart', { namespace: 'shop' });

describe('IngressClass', () => {
  test('has every field of its kind, and no namespace though its chart has one', () => {
    const parameters = {
      apiGroup: 'example.com',
      kind: 'Config',
      name: 'c',
      scope: 'Namespace',
      namespace: 'x',
    } as const;
    const ingressClass = new IngressClass(chart, 'class', {
      metadata: { name: 'contour' },
      controller: 'projectcontour.io/ingress-controller',
      parameters,
      isDefault: true,
    });
    expect(ingressClass.toJson()).toEqual({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'IngressClass',
      metadata: { name: 'contour', annotations: { 'ingressclass.kubernetes.io/is-default-class': 'true' } },
      spec: { controller: 'projectcontour.io/ingress-controller', parameters },
    });
  });
});
