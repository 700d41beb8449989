import type { Manifest } from '../../../../src/model/manifest';
import { deployment, http, job, object, pod, service, web, webTo, workload } from '../builders';
import type { RuleCases } from './mistake';
import { at } from './mistake';

export const selectorMatchesSeveralWorkloads: RuleCases = {
  rule: 'links/selector-matches-several-workloads',
  faulty: [
    at('Service/shop/front', 'spec.selector', 'the label of the application', [
      service('front', { selector: { app: 'shop' }, ports: http }),
      deployment('front', { labels: { app: 'shop', component: 'front' } }),
      deployment('back', { labels: { app: 'shop', component: 'back' } }),
    ]),
    at('Service/shop/web', 'spec.selector', 'a copied label', [
      web(),
      deployment('web'),
      workload('StatefulSet', 'db', { labels: { app: 'web' }, ports: ['5432'] }),
    ]),
    at('Service/shop/web', 'spec.selector', 'a worker beside the server', [
      web(),
      deployment('web', { labels: { app: 'web', process: 'server' } }),
      deployment('web-worker', { labels: { app: 'web', process: 'worker' } }),
    ]),
    at('Service/shop/web', 'spec.selector', 'versions of two programs, by the label of the application', [
      service('web', { selector: { 'part-of': 'shop' }, ports: http }),
      deployment('web', { labels: { 'part-of': 'shop', app: 'web', 'app.kubernetes.io/version': '1.2' } }),
      deployment('worker', { labels: { 'part-of': 'shop', app: 'worker', 'app.kubernetes.io/version': '3.4' } }),
    ]),
    at('Service/shop/web', 'spec.selector', 'roles of two programs', [
      web(),
      deployment('web', { labels: { app: 'web', role: 'server' } }),
      workload('StatefulSet', 'db', { labels: { app: 'web', role: 'store' } }),
    ]),
    at('Service/shop/web', 'spec.selector', 'one label on fifty workloads', [web(), ...programs(50)]),
    ...['Job', 'CronJob'].map((kind) =>
      at('Service/shop/web', 'spec.selector', `a ${kind} beside it`, [
        web(),
        deployment('web'),
        job(kind, 'migrate', { app: 'web' }),
      ]),
    ),
  ],
  right: [
    {
      title: 'a canary',
      input: [
        web(),
        deployment('web', { labels: { app: 'web', track: 'stable' } }),
        deployment('web-canary', { labels: { app: 'web', track: 'canary' } }),
      ],
    },
    {
      title: 'three versions',
      input: [
        web(),
        ...['v1', 'v2', 'v3'].map((version) => deployment(`web-${version}`, { labels: { app: 'web', version } })),
      ],
    },
    { title: 'Pods by hand', input: [web(), ...[1, 2, 3].map((i) => pod(`web-${i}`, { labels: { app: 'web' } }))] },
    {
      title: 'a test that Helm runs',
      input: [
        web(),
        deployment('web'),
        object(
          'v1',
          'Pod',
          'web-test',
          { containers: [{ name: 'wget', image: 'wget' }] },
          { labels: { app: 'web' }, annotations: { 'helm.sh/hook': 'test' } },
        ),
      ],
    },
    {
      title: 'a canary of another version, chart and instance',
      input: [
        web(),
        deployment('web', { labels: { app: 'web', 'app.kubernetes.io/version': '1', 'helm.sh/chart': 'web-1' } }),
        deployment('next', {
          labels: { app: 'web', 'app.kubernetes.io/version': '2', 'helm.sh/chart': 'web-2', instance: 'canary' },
        }),
      ],
    },
    { title: 'a label on more than fifty workloads, which is meant for all', input: [web(), ...programs(51)] },
    {
      title: 'members that find each other',
      input: [
        service('peers', { clusterIP: 'None', selector: { cluster: 'x' }, ports: [{ port: 7946 }] }),
        deployment('reader', { labels: { app: 'reader', cluster: 'x' }, ports: ['7946'] }),
        deployment('writer', { labels: { app: 'writer', cluster: 'x' }, ports: ['7946'] }),
      ],
    },
    {
      title: 'a Job with the labels, but without the port that targetPort names',
      input: [webTo('http'), deployment('web'), job('Job', 'migrate', { app: 'web' })],
    },
  ],
};

/** Programs of different kinds that all have the label `app: web`. */
function programs(count: number): readonly Manifest[] {
  return Array.from({ length: count }, (_, index) =>
    deployment(`program${index}x`, { labels: { app: 'web', component: `c${index}x` } }),
  );
}
