import { verify } from '../../src/conformance/verify';
import { diff } from '../../src/diff/diff';
import { clusterFor } from '../../src/explain/cluster-for';
import type { Intent } from '../../src/model/intents';
import { diffPage } from '../../src/report/diff-page';
import { formatPage } from '../../src/report/format-page';
import type { PageData, PageProbe } from '../../src/report/page-data';
import { verifyPage } from '../../src/report/verify-page';
import { checkManifests } from '../../src/rules/check-manifests';
import { SimulatedTarget } from '../conformance/simulated-target';
import { parse } from '../dataplane/support';
import { deployment, plain, service } from '../graph/network';

/** A shop of which two Services do not work. */
export const SHOP = [
  deployment('web'),
  deployment('api'),
  plain('web'),
  plain('api'),
  service('lost', '{selector: {app: ap}, ports: [{name: http, port: 80}]}'),
  service('operated', '{selector: {app.kubernetes.io/managed-by: x}, ports: [{port: 80}]}', 'other'),
  deployment('client', 'other'),
].join('');

const INTENTS: readonly Intent[] = [
  {
    id: 'paths#1',
    construct: 'paths',
    expect: 'deny',
    from: { outside: true },
    to: { service: { namespace: 'shop', name: 'web' } },
  },
];

/** The page of a run of manifests. */
export async function pageOf(yaml: string, intents: readonly Intent[] = INTENTS): Promise<PageData> {
  const manifests = parse(yaml);
  const diagnostics = checkManifests(manifests);
  const report = await verify({ target: new SimulatedTarget(), manifests, intents, diagnostics });
  return verifyPage(report, clusterFor(manifests));
}

/** The page of a change that takes a Service from its Pods, and shows another one to the outside. */
export function pageOfChange(): PageData {
  const exposed = service(
    'api',
    '{type: NodePort, selector: {app: api}, ports: [{port: 80, targetPort: 8080, nodePort: 30080}]}',
  );
  const away = service('web', '{selector: {app: nobody}, ports: [{port: 80, targetPort: 8080}]}');
  const [web, api] = [plain('web'), plain('api')];
  return diffPage(diff(parse(SHOP), parse(SHOP.replace(web, away).replace(api, exposed))));
}

/** A page of so many probes, of which every hundredth failed. */
export function manyProbes(count: number): string {
  const probes = Array.from({ length: count }, (_, index): PageProbe => {
    const [namespace, name] = [`team-${Math.floor(index / 500)}`, `app-${Math.floor(index / 25)}`];
    const mark = index % 100 === 99 ? 'failed' : 'passed';
    return {
      id: String(index),
      subject: `ClusterIP ${namespace}/${name}`,
      object: `Service/${namespace}/${name}`,
      row: `${name}:${8000 + (index % 5)}`,
      client: `client-${Math.floor(index / 5) % 5}`,
      from: `pod ${namespace}/client`,
      mark,
      outcome: mark === 'failed' ? 'refused' : 'reached',
      expected: 'reached',
      observed: mark === 'failed' ? 'refused' : 'reached',
    };
  });
  return formatPage({ title: 'many', facts: [], notes: [], probes });
}
