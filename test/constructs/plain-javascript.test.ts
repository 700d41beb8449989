import { App, Chart, Lazy } from 'cdk8s';
import * as fc from 'fast-check';
import * as api from '../../src';
import { DiagnosticError } from '../../src/diagnostics/diagnostic-error';
import { OptionsError } from '../../src/terms/options-error';

/** The package as those see it who have no compiler. */
const untyped = api as unknown as Record<
  string,
  new (...args: unknown[]) => Record<string, (...args: unknown[]) => unknown>
>;

const chartOf = () => new Chart(new App(), 'chart');

function errorOf(act: () => unknown): unknown {
  try {
    act();
    return undefined;
  } catch (error) {
    return error;
  }
}

const POLICY_METHODS = ['addIngress', 'addEgress', 'allowDns'];
const PORTS = { ports: [{ port: 80 }] };

describe('what does not compile', () => {
  it.each<[string, unknown, string, RegExp]>([
    ['ClusterIPService', undefined, 'props', /write \{/],
    ['ClusterIPService', {}, 'ports', /ports: \[/],
    ['ClusterIPService', { ports: { port: 80 } }, 'ports', /ports: \[/],
    ['ClusterIPService', { ports: [80] }, 'ports[0]', /\{/],
    ['ClusterIPService', { ports: [{ port: '80' }] }, 'ports[0].port', /80/],
    ['ClusterIPService', { ...PORTS, selector: 'app=x' }, 'selector', /app: 'web'/],
    ['ClusterIPService', { ...PORTS, selector: { app: 1 } }, 'selector[app]', /'\.\.\.'/],
    ['ClusterIPService', { ...PORTS, type: 'NodePort' }, 'type', /NodePortService/],
    ['ClusterIPService', { ports: [{ port: 80, nodePort: 30080 }] }, 'ports[0].nodePort', /NodePortService/],
    ['ClusterIPService', { ...PORTS, loadBalancerClass: 'a/b' }, 'loadBalancerClass', /LoadBalancerService/],
    ['ClusterIPService', { ...PORTS, sesionAffinity: 'None' }, 'sesionAffinity', /sessionAffinity/],
    ['ClusterIPService', { ...PORTS, metadata: 'web' }, 'metadata', /\{/],
    ['ClusterIPService', { ports: Lazy.any({ produce: () => [] }) as unknown }, 'ports', /ports: \[/],
    ['HeadlessService', { clusterIP: '10.96.0.7' }, 'clusterIP', /ClusterIPService/],
    ['ExternalNameService', { ports: [] }, 'externalName', /externalName/],
    ['EndpointSlice', { addressType: 'IPv4', endpoints: '10.0.0.1' }, 'endpoints', /endpoints: \[/],
    ['EndpointSlice', { addressType: 'IPv4', endpoints: [], service: 5 }, 'service', /service/],
    ['IngressClass', {}, 'controller', /controller/],
    ['HTTPRoute', { parentRefs: ['edge'] }, 'spec.parentRefs[0]', /listener/],
    ['HTTPRoute', { parentRefs: [{ parent: null }] }, 'spec.parentRefs[0]', /listener/],
    [
      'HTTPRoute',
      { rules: [{ filters: [{ type: 'RequestMirror', requestMirror: {} }] }] },
      'spec.rules[0].filters[0].requestMirror.backendRef',
      /port/,
    ],
    ['ListenerSet', { parentRef: 'edge' }, 'parentRef', /name/],
    ['BackendTLSPolicy', { targetRefs: ['api'], validation: { hostname: 'a' } }, 'spec.targetRefs[0]', /Service/],
    ['BackendTLSPolicy', { targetRefs: [], validation: null }, 'validation', /hostname/],
    ['Ingress', { rules: [{ http: Lazy.any({ produce: () => ({}) }) as unknown }] }, 'rules[0].http', /paths/],
    ['Ingress', null, 'props', /\{/],
    ['Ingress', { rules: {} }, 'rules', /rules: \[/],
    ['Ingress', { defaultBackend: 'svc' }, 'spec.defaultBackend', /api\.port\('http'\)/],
    ['Ingress', { rules: [{ http: { paths: [{ backend: 'svc' }] } }] }, 'spec.rules[0].http.paths[0].backend', /port/],
    [
      'Ingress',
      { rules: [{ http: { paths: [{ backend: { service: 'a' } }] } }] },
      'spec.rules[0].http.paths[0].backend',
      /port/,
    ],
    ['Ingress', { rules: [{ http: { paths: [{ path: '/' }] } }] }, 'spec.rules[0].http.paths[0].backend', /port/],
    ['Ingress', { tls: [{ hosts: 'a' }] }, 'tls[0].hosts', /hosts: \[/],
    ['NetworkPolicy', {}, 'props', /ingress: \[\]/],
    ['NetworkPolicy', { ingress: {} }, 'ingress', /ingress: \[/],
    ['NetworkPolicy', { ingress: [{ ports: [80] }] }, 'spec.ingress[0].ports[0]', /containerPort/],
    ['NetworkPolicy', { ingress: [{ from: 'web' }] }, 'spec.ingress[0].from', /from: \[/],
  ])('of %s %j is refused, with what to write', (name, props, field, remedy) => {
    const chart = chartOf();
    const error = errorOf(
      () => new (untyped[name] as (typeof untyped)[string])(chart, 'x', props),
    ) as api.ConstructError;
    expect(error).toBeInstanceOf(api.ConstructError);
    expect(error.construct).toBe('chart/x');
    expect(error.misuse.field).toBe(field);
    expect(error.misuse.remedy).toMatch(remedy);
    expect(chart.node.children).toEqual([]);
  });

  it.each<[string, unknown, unknown]>([
    ['a name for a client', 'outside', 'http://a'],
    ['a node without name', { node: '' }, 'http://a'],
    ['no client', undefined, 'http://a'],
    ['no destination', { outside: true }, undefined],
    ['a number as destination', { outside: true }, 80],
    ['a text that is not a URL', { outside: true }, 'web'],
    ['a Service by its name', { outside: true }, { service: 'web', number: 80 }],
  ])('of an intent, %s is refused', (_, from, to) => {
    const connectivity = new api.Connectivity(chartOf(), 'paths') as unknown as Record<
      string,
      (...args: unknown[]) => unknown
    >;
    for (const method of ['allow', 'deny']) {
      expect(errorOf(() => connectivity[method]?.(from, to))).toMatchObject({ misuse: { field: `${method}()` } });
    }
  });
});

test('a port whose name is known at synthesis only is not one that can be named', () => {
  const service = new (untyped.ClusterIPService as (typeof untyped)[string])(chartOf(), 'x', {
    ports: [{ name: Lazy.any({ produce: () => 'later' }) as unknown, port: 80 }],
  });
  expect(errorOf(() => service.port?.('http'))).toMatchObject({
    misuse: { field: 'port', remedy: 'name one of them: none of its ports has a name' },
  });
});

describe('whatever is given', () => {
  const value = fc.oneof(
    fc.constantFrom(
      undefined,
      null,
      '',
      'x',
      0,
      80,
      NaN,
      true,
      [],
      {},
      [null],
      [undefined],
      [{}],
      () => 1,
      5n,
      Symbol('s'),
      new Map(),
      outsideOf(),
    ),
    fc.jsonValue({ maxDepth: 2 }),
    fc.constant(Lazy.any({ produce: () => 'later' })),
    fc.constant(null).map(() => new Chart(new App(), 'other')),
  );
  const fields = fc.constantFrom(
    ...[
      'metadata',
      'selector',
      'ports',
      'clusterIP',
      'clusterIPs',
      'externalIPs',
      'externalName',
      'type',
      'rules',
      'tls',
      'service',
    ],
    ...['podSelector', 'ingress', 'egress'],
    ...['ingressClassName', 'defaultBackend', 'addressType', 'endpoints', 'controller', 'parameters', 'isDefault', 'x'],
  );
  const port = fc.dictionary(fc.constantFrom('name', 'port', 'targetPort', 'nodePort', 'protocol'), value, {
    maxKeys: 3,
  });
  const path = fc.dictionary(fc.constantFrom('path', 'pathType', 'backend', 'host'), value, { maxKeys: 3 });
  const rule = fc.record({
    host: value,
    http: fc.oneof(value, fc.record({ paths: fc.array(fc.oneof(path, value), { maxLength: 2 }) })),
  });
  const peer = fc.dictionary(fc.constantFrom('podSelector', 'namespaceSelector', 'ipBlock', 'cidr'), value);
  const policyPort = fc.dictionary(fc.constantFrom('containerPort', 'endPort', 'protocol', 'port'), value);
  const rules = (peers: string) =>
    fc.array(
      fc.record(
        {
          [peers]: fc.oneof(value, fc.array(fc.oneof(peer, value), { maxLength: 2 })),
          ports: fc.oneof(value, fc.array(fc.oneof(policyPort, value), { maxLength: 2 })),
        },
        { requiredKeys: [] },
      ),
      { maxLength: 2 },
    );
  const props = fc.oneof(
    value,
    fc.dictionary(fields, value, { maxKeys: 4 }),
    fc.record(
      { ports: fc.array(fc.oneof(port, value), { maxLength: 2 }), selector: value },
      { requiredKeys: ['ports'] },
    ),
    fc.record({ rules: fc.array(fc.oneof(rule, value), { maxLength: 2 }) }),
    fc.record({ ingress: rules('from'), egress: rules('to') }, { requiredKeys: [] }),
    fc.record({ addressType: value, endpoints: fc.array(value, { maxLength: 2 }) }),
  );
  const names = [
    'ClusterIPService',
    'HeadlessService',
    'NodePortService',
    'LoadBalancerService',
    'ExternalNameService',
    'Ingress',
    'IngressClass',
    'EndpointSlice',
    'Connectivity',
    'NetworkPolicy',
  ];
  const ofGateways = gatewayProps(value);
  const named = fc.oneof(
    fc.tuple(fc.constantFrom(...names, ...Object.keys(ofGateways)), props),
    fc.constantFrom(...Object.entries(ofGateways)).chain(([name, known]) => fc.tuple(fc.constant(name), known)),
  );

  it('is refused in words, or taken', () => {
    fc.assert(
      fc.property(
        named,
        fc.oneof({ weight: 3, arbitrary: fc.constant('chart') }, value),
        fc.oneof({ weight: 3, arbitrary: fc.constant('x') }, value),
        props,
        ([name, given], scope, id, more) => {
          let construct: Record<string, (...args: unknown[]) => unknown> | undefined;
          const errors = [
            errorOf(
              () =>
                (construct = new (untyped[name] as (typeof untyped)[string])(
                  scope === 'chart' ? chartOf() : scope,
                  id,
                  given,
                )),
            ),
            ...[
              'port',
              'url',
              'host',
              'addRule',
              'addPath',
              'addTls',
              'select',
              'allow',
              'deny',
              ...POLICY_METHODS,
              'listener',
              'addParent',
            ].map((method) =>
              typeof construct?.[method] === 'function' ? errorOf(() => construct?.[method]?.(given, more)) : undefined,
            ),
            errorOf(() => (api.acknowledge as (...args: unknown[]) => void)(construct ?? given, given as string, more)),
          ];
          for (const error of errors.filter((each) => each !== undefined)) {
            // Names that are taken, and empty ones, are refused by the package constructs.
            const known = [api.ConstructError, DiagnosticError, OptionsError].some((type) => error instanceof type);
            expect(known || (error as Error).constructor === Error ? '' : error).toBe('');
            expect((error as Error).message).not.toMatch(/undefined|\[object|NaN is|Cannot read/);
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

/** Props of each construct of the Gateway API, down to its filters and backends: fields that it knows, as others are refused first. */
function gatewayProps(value: fc.Arbitrary<unknown>): Readonly<Record<string, fc.Arbitrary<unknown>>> {
  const listOf = (item: fc.Arbitrary<unknown>) => fc.oneof(value, fc.array(fc.oneof(item, value), { maxLength: 2 }));
  const some = (...fields: readonly string[]) => fc.dictionary(fc.constantFrom(...fields), value, { maxKeys: 4 });
  const filter = some('type', 'requestRedirect', 'urlRewrite', 'requestHeaderModifier', 'requestMirror', 'cors');
  const backend = some('name', 'namespace', 'port', 'weight', 'filters', 'backend', 'service', 'kind');
  const rule = (fields: Readonly<Record<string, fc.Arbitrary<unknown>>>) =>
    fc.record({ ...fields, backendRefs: listOf(backend) }, { requiredKeys: [] });
  const match = some('path', 'headers', 'queryParams', 'method');
  const requestRule = rule({ matches: listOf(match), filters: listOf(filter) });
  const listeners = listOf(some('name', 'port', 'protocol', 'hostname', 'tls', 'allowedRoutes'));
  const parentRefs = listOf(some('name', 'namespace', 'sectionName', 'port', 'parent', 'apiVersion', 'kind'));
  const hostnames = listOf(fc.constant('a.example.com'));
  const targetRefs = listOf(some('name', 'kind', 'sectionName', 'apiVersion'));
  const validation = fc.oneof(value, some('hostname', 'caCertificateRefs', 'wellKnownCACertificates'));
  const ofKind = (fields: Readonly<Record<string, fc.Arbitrary<unknown>>>) => fc.record(fields, { requiredKeys: [] });
  return {
    GatewayClass: ofKind({ controllerName: value, parametersRef: value }),
    Gateway: ofKind({ gatewayClassName: value, listeners, addresses: listOf(some('type', 'value')), tls: value }),
    ListenerSet: ofKind({ parentRef: fc.oneof(value, some('name', 'namespace', 'apiVersion')), listeners }),
    HTTPRoute: ofKind({ parentRefs, hostnames, rules: listOf(requestRule) }),
    GRPCRoute: ofKind({ parentRefs, hostnames, rules: listOf(requestRule) }),
    TLSRoute: ofKind({ parentRefs, hostnames, rules: listOf(rule({})) }),
    TCPRoute: ofKind({ parentRefs, rules: listOf(rule({})) }),
    UDPRoute: ofKind({ parentRefs, rules: listOf(rule({})) }),
    ReferenceGrant: ofKind({ from: listOf(some('kind', 'namespace', 'group')), to: listOf(some('kind', 'name')) }),
    BackendTLSPolicy: ofKind({ targetRefs, validation, options: value }),
  };
}

function outsideOf(): unknown {
  return api.outside;
}
