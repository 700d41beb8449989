import { parseManifests } from '../../src/model/parse-manifests';
import { checkManifests } from '../../src/rules/check-manifests';
import type { CheckOptions } from '../../src/rules/check-options';
import { deployment, ingress, other, service, stream } from '../../src/rules/links/examples';

const WEB = 'selector: { app: web }\nports: [{ port: 80, targetPort: 8080 }]';
const inProd = (manifest: string) => manifest.replace('metadata:\n', 'metadata:\n  namespace: prod\n');
const INGRESS = ingress('ingressClassName: nginx\ndefaultBackend: { service: { name: web, port: { number: 80 } } }');

/** What is said of a rule, by severity. */
function said(rule: string, manifests: string, options: CheckOptions = {}): readonly string[] {
  const found = checkManifests(parseManifests(manifests), options);
  return found.filter((one) => one.rule === rule).map(({ severity }) => severity);
}

describe('objects that name no namespace, where others name one', () => {
  const selector = 'links/selector-matches-nothing';

  it('may go to it: a Service without one is not an error', () => {
    const manifests = stream(inProd(deployment('web', '{ app: web }')), service(WEB));
    expect(said(selector, manifests)).toEqual(['info']);
    const [finding] = checkManifests(parseManifests(manifests)).filter(({ rule }) => rule === selector);
    expect(finding?.fix).toContain('--namespace prod');
  });

  it('do not where somebody says which namespace they go to', () => {
    const manifests = stream(inProd(deployment('web', '{ app: web }')), service(WEB));
    expect(said(selector, manifests, { namespace: 'default' })).toEqual(['error']);
    expect(said(selector, manifests, { namespace: 'prod' })).toEqual([]);
  });

  it('do not where others name several', () => {
    const third = other('v1', 'ConfigMap', 'name: x, namespace: staging');
    expect(said(selector, stream(third, inProd(deployment('web', '{ app: web }')), service(WEB)))).toEqual(['error']);
  });

  it('may go to it as backends of an Ingress', () => {
    const backend = 'links/ingress-backend-service';
    const manifests = stream(inProd(INGRESS), service(WEB));
    expect(said(backend, manifests)).toEqual(['info']);
    expect(said(backend, manifests, { namespace: 'default' })).toEqual(['error']);
  });
});

describe('what the input refers to and does not make', () => {
  const backend = 'links/ingress-backend-service';
  const others = service(WEB, 'name: payments');

  it.each([
    ['a Service with a name like it is there', stream(INGRESS, service(WEB, 'name: webb')), ['error']],
    ['other Services are there', stream(INGRESS, others), ['warning']],
    ['nothing else is there', INGRESS, ['info']],
    ['an operator may make it', stream(INGRESS, others, other('db.example.com/v1', 'Cluster', 'name: x')), ['info']],
  ])('is as likely missing as the input shows: %s', (_, manifests, expected) => {
    expect(said(backend, manifests)).toEqual(expected);
  });

  it('is not missed where it is said to exist', () => {
    expect(said(backend, stream(INGRESS, others), { external: ['Service/default/web'] })).toEqual([]);
  });

  it('is not missed in a namespace of the cluster itself', () => {
    const metrics = (manifest: string) => manifest.replace('metadata:\n', 'metadata:\n  namespace: kube-system\n');
    const manifests = stream(
      metrics(service('selector: { component: etcd }\nports: [{ port: 2379 }]')),
      deployment('web', '{ app: web }'),
    );
    expect(said('links/selector-matches-nothing', manifests)).toEqual(['info']);
  });
});

describe('a Service range that nobody gave', () => {
  const dns = service('clusterIP: 10.43.0.10\nports: [{ port: 53 }]');

  it('is that of the addresses, none of which is known to be taken, and is said', () => {
    const found = checkManifests(parseManifests(dns));
    expect(found.map(({ rule, severity }) => [rule, severity])).toEqual([['practice/service-range-assumed', 'info']]);
  });

  it('is not a guess where it is given: the address of the cluster DNS is taken', () => {
    expect(said('service/cluster-ip-range', dns, { serviceClusterIPRange: ['10.96.0.0/16'] })).toEqual(['error']);
    expect(said('service/cluster-ip-taken', dns, { serviceClusterIPRange: ['10.43.0.0/16'] })).toEqual(['error']);
  });
});
