import { diff } from '../../src/diff/diff';
import type { Difference } from '../../src/diff/difference';
import { formatDiff } from '../../src/diff/format-diff';
import { formatMarkdown } from '../../src/diff/format-markdown';
import { parseManifests } from '../../src/model/parse-manifests';

const workload = (name: string, app = name, more = '') => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec:
  ${more}
  selector: { matchLabels: { app: ${app} } }
  template:
    metadata: { labels: { app: ${app} } }
    spec: { containers: [{ name: main, image: "x:1", ports: [{ name: http, containerPort: 8080 }] }] }
`;
const service = (name: string, spec: string) => `
apiVersion: v1
kind: Service
metadata: { name: ${name} }
spec: { ${spec} }
`;
const ingress = (name: string, backend: string, host = 'shop.example.com') => `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: ${name} }
spec:
  ingressClassName: contour
  rules: [{ host: ${host}, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: ${backend}, port: { number: 80 } } } }] } }]
`;

function differ(old: readonly string[], now: readonly string[]): Difference {
  return diff(parseManifests(old.join('---')), parseManifests(now.join('---')));
}

const WEB = workload('web');
const PLAIN = 'selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }]';

const HOST = 'hostnames: [shop.example.com]';

const GATEWAY = `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: edge }
spec: { gatewayClassName: contour, listeners: [{ name: http, port: 80, protocol: HTTP }] }
`;

const route = (backend: string, hosts = HOST, parent = '{ name: edge }', rule = '') => `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: web }
spec: { parentRefs: [${parent}], ${hosts}, rules: [{ ${rule}backendRefs: [{ name: ${backend}, port: 80 }] }] }
`;

describe('a difference of two sets of manifests', () => {
  it('is nothing between equal ones', () => {
    const { objects, ...same } = differ([WEB, service('web', PLAIN)], [WEB, service('web', PLAIN)]);
    expect(Object.values(same).filter(Array.isArray).flat()).toEqual([]);
    expect(objects).toEqual({ added: 0, changed: 0, removed: 0, equal: 2 });
  });

  it('tells what is lost, for whom, and through which field', () => {
    const { lost, refused } = differ(
      [WEB, service('web', PLAIN)],
      [WEB, service('web', 'selector: { app: wbe }, ports: [{ port: 80, targetPort: 8080 }]')],
    );
    expect(refused).toEqual([]);
    expect(lost).toHaveLength(1);
    expect(lost[0]).toMatchObject({ to: 'web:80', clients: ['web'], before: { by: ['Deployment/default/web'] } });
    expect(lost[0]?.through.map(({ path }) => path)).toEqual(['spec.selector.app']);
  });

  it('tells who answers in place of whom', () => {
    const both = [WEB, workload('next')];
    const { lost, moved } = differ(
      [...both, service('web', PLAIN)],
      [...both, service('web', 'selector: { app: next }, ports: [{ port: 80, targetPort: 8080 }]')],
    );
    expect(lost).toEqual([]);
    expect(moved[0]).toMatchObject({
      before: { by: ['Deployment/default/web'] },
      after: { by: ['Deployment/default/next'] },
    });
  });

  it('leaves what is refused as it was', () => {
    const { lost, refused } = differ([WEB, service('web', PLAIN)], [WEB, service('web', `clusterIP: None, ${PLAIN}`)]);
    expect(refused.map(({ rule }) => rule)).toEqual(['update/service-cluster-ip']);
    expect(lost).toEqual([]);
  });

  it('is nothing for the outside where another Ingress serves the same requests by the same Pods', () => {
    const base = [WEB, service('web', PLAIN)];
    const { lost, gained, moved, exposed, hidden } = differ(
      [...base, ingress('old', 'web')],
      [...base, ingress('new', 'web')],
    );
    expect([lost, gained, moved, exposed, hidden]).toEqual([[], [], [], [], []]);
  });

  describe('where a Gateway and its routes take the place of an Ingress', () => {
    const base = [WEB, service('web', PLAIN)];

    it('is nothing, where the same requests are served by the same Pods', () => {
      const { lost, gained, moved, exposed, hidden, unknown } = differ(
        [...base, ingress('web', 'web')],
        [...base, GATEWAY, route('web')],
      );
      expect([lost, gained, moved, exposed, hidden, unknown]).toEqual([[], [], [], [], [], []]);
    });

    it.each([
      ['another host', route('web', 'hostnames: [next.example.com]')],
      ['a Service that does not exist', route('gone')],
      ['a listener that does not exist', route('web', HOST, '{ name: edge, sectionName: other }')],
      ['only one path', route('web', HOST, '{ name: edge }', 'matches: [{ path: { type: Exact, value: /cart } }], ')],
    ])('tells what is lost by a route with %s', (_, changed) => {
      const { lost } = differ([...base, ingress('web', 'web')], [...base, GATEWAY, changed]);
      expect(lost.map(({ to }) => to)).toContain('http://shop.example.com/hostname');
      expect(lost[0]?.through.map(({ object }) => object.kind)).toContain('Ingress');
    });

    it('tells what is answered by a redirect instead, and where it leads', () => {
      const redirect = 'filters: [{ type: RequestRedirect, requestRedirect: { scheme: https } }], ';
      const { moved } = differ(
        [...base, ingress('web', 'web')],
        [
          ...base,
          GATEWAY,
          route('web', HOST, '{ name: edge }', redirect).replace('backendRefs: [{ name: web, port: 80 }]', ''),
        ],
      );
      expect(moved.map(({ after }) => after.location)).toContain('https://shop.example.com/hostname');
    });

    it('tells that the Pod is asked for another path', () => {
      const rewrite =
        'filters: [{ type: URLRewrite, urlRewrite: { path: { type: ReplaceFullPath, replaceFullPath: /x } } }], ';
      const { moved } = differ(
        [...base, ingress('web', 'web')],
        [...base, GATEWAY, route('web', HOST, '{ name: edge }', rewrite)],
      );
      expect(moved.map(({ after }) => after.seenPath)).toContain('/x');
    });
  });

  it('tells what a Gateway opens over HTTPS, whoever makes its certificate', () => {
    const secure = GATEWAY.replace(
      'name: http, port: 80, protocol: HTTP',
      'name: https, port: 443, protocol: HTTPS, tls: { certificateRefs: [{ name: made }] }',
    );
    const base = [WEB, service('web', PLAIN)];
    const { gained, exposed } = differ(base, [...base, secure, route('web')]);
    expect(exposed.map(({ what }) => what)).toEqual(['https://shop.example.com/']);
    expect(gained).toEqual([
      expect.objectContaining({
        to: 'https://shop.example.com/',
        after: { outcome: 'reached', by: ['Deployment/default/web'] },
      }),
    ]);
  });

  it('tells what the outside can ask for', () => {
    const { exposed, hidden } = differ(
      [WEB, service('web', PLAIN), ingress('web', 'web')],
      [
        WEB,
        service('web', `type: NodePort, selector: { app: web }, ports: [{ port: 80, nodePort: 30080 }]`),
        ingress('web', 'web', 'next.example.com'),
      ],
    );
    expect(exposed.map(({ what }) => what)).toEqual(['node port 30080/TCP', 'http://next.example.com/']);
    expect(hidden.map(({ what }) => what)).toEqual(['http://shop.example.com/']);
  });

  it('tells which Pods are replaced, and when nobody answers meanwhile', () => {
    const { disrupted } = differ([WEB], [workload('web', 'web', 'strategy: { type: Recreate }').replace('x:1', 'x:2')]);
    expect(disrupted).toHaveLength(1);
    expect(disrupted[0]?.through.map(({ path }) => path)).toEqual(['spec.template.spec.containers[main].image']);
  });

  it('tells of ports that kubectl merges into one', () => {
    const dns = (...ports: readonly string[]) => service('dns', `selector: { app: web }, ports: [${ports.join(', ')}]`);
    const [tcp, udp] = ['{ name: tcp, port: 53, protocol: TCP }', '{ name: udp, port: 53, protocol: UDP }'];
    const { gained } = differ([WEB, dns(udp)], [WEB, dns(udp, tcp)]);
    expect(gained).toEqual([]);
  });

  it('does not call lost what others make or decide', () => {
    const { lost, unknown } = differ([service('web', PLAIN), WEB], [service('web', 'ports: [{ port: 80 }]'), WEB]);
    expect(lost).toEqual([]);
    expect(unknown.map(({ to }) => to)).toContain('web:80');
  });

  it('is printed with every section, and with nothing of a manifest as markup', () => {
    const difference = differ(
      [WEB, service('web', PLAIN)],
      [WEB, service('web', `type: NodePort, selector: { app: '<b>|x' }, ports: [{ port: 80, nodePort: 30080 }]`)],
    );
    const text = formatDiff(difference, { colors: false });
    expect(text).toContain('REFUSED');
    const markdown = formatMarkdown(difference);
    expect(markdown).toContain('### Refused by the API server');
    expect(markdown.replaceAll(/`[^`]*`/g, '')).not.toMatch(/<(?!br>)/);
  });
});

describe('what NetworkPolicies close', () => {
  const policy = (spec: string, name = 'wall') => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${name} }
spec: ${spec}
`;
  const FROM_API =
    '{ podSelector: { matchLabels: { app: web } }, ingress: [{ from: [{ podSelector: { matchLabels: { app: api } } }] }] }';
  const base = [WEB, workload('api'), workload('guest'), service('web', PLAIN)];

  it('is lost through the new policy, for those whom it does not let in', () => {
    const { lost } = differ(base, [...base, policy(FROM_API)]);
    const found = lost.filter(({ to }) => to === 'web:80');
    expect(found.flatMap(({ clients }) => clients)).toEqual(expect.arrayContaining(['guest']));
    expect(found.flatMap(({ clients }) => clients)).not.toContain('api');
    const reasons = found.flatMap(({ through }) => through.map(({ object, path }) => `${object.kind}${path}`));
    expect(new Set(reasons)).toEqual(new Set(['NetworkPolicy']));
  });

  it('is lost through the field of the policy that was changed', () => {
    const { lost, gained } = differ(
      [...base, policy(FROM_API)],
      [...base, policy(FROM_API.replace('app: api', 'app: guest'))],
    );
    const path = 'spec.ingress[0].from[0].podSelector.matchLabels.app';
    expect(lost.filter(({ to }) => to === 'web:80')).toMatchObject([{ clients: ['api'], through: [{ path }] }]);
    expect(gained.filter(({ to }) => to === 'web:80')).toMatchObject([{ clients: ['guest'], through: [{ path }] }]);
  });

  it('is lost through what may not leave the client, and through nothing of the other direction', () => {
    const closed = '{ podSelector: { matchLabels: { app: guest } }, policyTypes: [Egress] }';
    const aside = policy('{ podSelector: { matchLabels: { app: guest } }, ingress: [{}] }', 'aside');
    const { lost } = differ(base, [...base, policy(closed), aside]);
    const found = lost.filter(({ to }) => to === 'web:80');
    expect(found).toMatchObject([{ clients: ['guest'], through: [{ object: { name: 'wall' } }] }]);
  });

  it('is not known where the network plugin decides', () => {
    const tcp = service('web', `type: NodePort, ${PLAIN.replace('port: 80', 'port: 80, nodePort: 30080')}`);
    const before = [WEB, tcp];
    const block = policy('{ podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: 192.168.0.0/16 } }] }] }');
    const { lost, unknown } = differ(before, [...before, block]);
    const outcomes = lost.map(({ after }) => after.outcome);
    expect(outcomes.filter((outcome) => outcome.includes(' or '))).toEqual([]);
    expect(unknown.map(({ why }) => why).join()).toContain('network plugin');
  });

  it('is lost through the labels that a policy selects', () => {
    const { lost } = differ(
      [...base, policy(FROM_API)],
      [
        WEB,
        workload('api').replace('labels: { app: api } }', 'labels: { app: api, tier: x } }'),
        workload('guest'),
        service('web', PLAIN),
        policy(FROM_API.replace('app: api', 'app: other')),
      ],
    );
    const [found] = lost.filter(({ clients }) => clients.includes('api'));
    expect(found?.through.map(({ path }) => path).sort()).toEqual([
      'spec.ingress[0].from[0].podSelector.matchLabels.app',
      'spec.template.metadata.labels.tier',
    ]);
  });
});
