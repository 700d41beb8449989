import { ApiObject, Chart, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { ClusterIPService } from '../../src/constructs/cluster-ip-service';
import { ConstructError } from '../../src/constructs/construct-error';
import type { Selector } from '../../src/constructs/selector';
import { selectorOf } from './selector-of';

const container = { image: 'registry.example.com/web', portNumber: 8080 };

function service(chart: Chart, selector: Selector): ClusterIPService {
  return new ClusterIPService(chart, 'service', { selector, ports: [{ port: 80 }] });
}

describe('a selector', () => {
  test('of labels is taken as it is', () => {
    const web = service(Testing.chart(), { app: 'web', tier: '' });
    expect(web.toJson()).toHaveProperty('spec.selector', { app: 'web', tier: '' });
    expect(web.workload).toBeUndefined();
  });

  test.each<[string, (chart: Chart) => kplus.Workload]>([
    ['Deployment', (chart) => new kplus.Deployment(chart, 'web', { containers: [container] })],
    ['DaemonSet', (chart) => new kplus.DaemonSet(chart, 'web', { containers: [container] })],
    ['Job', (chart) => new kplus.Job(chart, 'web', { containers: [container] })],
    [
      'StatefulSet',
      (chart) => {
        const headless = new kplus.Service(chart, 'headless', { ports: [{ port: 80 }] });
        return new kplus.StatefulSet(chart, 'web', { containers: [container], service: headless });
      },
    ],
  ])('that is a %s of cdk8s-plus matches the labels of its Pods', (_, make) => {
    const chart = Testing.chart();
    const workload = make(chart);
    const web = service(chart, workload);
    const labels = selectorOf(web);
    expect(Object.keys(labels)).not.toHaveLength(0);
    expect(ApiObject.of(workload).toJson()).toMatchObject({ spec: { template: { metadata: { labels } } } });
    expect(web.workload).toBe(workload);
  });

  test('that is a Pod of cdk8s-plus matches its labels', () => {
    const chart = Testing.chart();
    const pod = new kplus.Pod(chart, 'pod', { containers: [container] });
    const labels = selectorOf(service(chart, pod));
    expect(Object.keys(labels)).not.toHaveLength(0);
    expect(ApiObject.of(pod).toJson()).toMatchObject({ metadata: { labels } });
  });

  test('that is Pods of cdk8s-plus has their labels', () => {
    const chart = Testing.chart();
    const pods = kplus.Pods.select(chart, 'pods', { labels: { app: 'web' } });
    expect(service(chart, pods).toJson()).toHaveProperty('spec.selector', { app: 'web' });
  });

  test('is recognised by its shape, whatever package it comes from', () => {
    const chart = Testing.chart();
    const shape = Object.assign(new ApiObject(chart, 'other', { apiVersion: 'v1', kind: 'Other' }), {
      toPodSelectorConfig: () => ({ labelSelector: { matchLabels: { app: 'web' } } }),
    });
    expect(service(chart, shape).toJson()).toHaveProperty('spec.selector', { app: 'web' });
  });
});

describe('what a Service cannot select is refused, never dropped:', () => {
  test.each<[string, (chart: Chart) => kplus.Pods]>([
    [
      'matchExpressions',
      (chart) => {
        const expressions = [kplus.LabelExpression.in('app', ['web', 'api'])];
        return kplus.Pods.select(chart, 'pods', { labels: { tier: 'front' }, expressions });
      },
    ],
    ['all Pods', (chart) => kplus.Pods.all(chart, 'pods')],
    [
      'Pods of namespaces that are found by labels',
      (chart) => {
        const namespaces = kplus.Namespaces.select(chart, 'namespaces', { labels: { team: 'shop' } });
        return kplus.Pods.select(chart, 'pods', { labels: { app: 'web' }, namespaces });
      },
    ],
  ])('%s', (_, make) => {
    const chart = Testing.chart();
    const pods = make(chart);
    expect(() => service(chart, pods)).toThrow(ConstructError);
    expect(chart.node.tryFindChild('service')).toBeUndefined();
  });
});
