import type { Manifest } from '../../src/model/manifest';
import type { Build } from './list';
import * as o from './objects';

const { many, name } = o;
const WEB = [o.service('web'), o.deployment('web')];

type Fields = Readonly<Record<string, unknown>>;

const GROUP = 'gateway.networking.k8s.io';
const listenerOf = (n: number): Fields => ({
  name: name(n),
  port: 80,
  protocol: 'HTTP',
  hostname: `${name(n)}.example.com`,
});
const BACKENDS = [{ name: 'web', port: 80 }];
const CLASS = object('GatewayClass', 'contour', { controllerName: 'projectcontour.io/gateway-controller' });

function object(kind: string, title: string, spec: Fields, version = 'v1'): Manifest {
  return { apiVersion: `${GROUP}/${version}`, kind, metadata: { name: title }, spec };
}

function gateway(
  title: string,
  listeners: readonly Fields[] = [{ name: 'http', port: 80, protocol: 'HTTP' }],
  spec = {},
) {
  return object('Gateway', title, { gatewayClassName: 'contour', listeners, ...spec });
}

function route(title: string, spec: Fields = {}, parent = 'web'): Manifest {
  return object('HTTPRoute', title, { parentRefs: [{ name: parent }], rules: [{ backendRefs: BACKENDS }], ...spec });
}

const path = (n: number): Fields => ({ path: { type: 'PathPrefix', value: `/path-${n}` } });
const under = (...objects: readonly Manifest[]) => [...WEB, CLASS, gateway('web'), ...objects];

/** Many objects of the Gateway API, and lists within one of them. */
export const GATEWAYS: Readonly<Record<string, Build>> = {
  'Gateways, each of a route': (size) => [
    ...WEB,
    CLASS,
    ...many(size, (n) => [gateway(name(n)), route(name(n), {}, name(n))]),
  ],
  'listeners of a Gateway': (size) => [
    ...WEB,
    CLASS,
    gateway(
      'web',
      many(size, (n) => [listenerOf(n)]),
    ),
    route('web'),
  ],
  'listeners of a Gateway, all the same': (size) => [
    ...WEB,
    CLASS,
    gateway(
      'web',
      many(size, () => [listenerOf(1)]),
    ),
  ],
  'ListenerSets of a Gateway': (size) => [
    ...under(),
    ...many(size, (n) => [object('ListenerSet', name(n), { parentRef: { name: 'web' }, listeners: [listenerOf(n)] })]),
  ],
  'routes of one host, each of a path': (size) =>
    under(...many(size, (n) => [route(name(n), { rules: [{ matches: [path(n)], backendRefs: BACKENDS }] })])),
  'routes, each of a host': (size) =>
    under(...many(size, (n) => [route(name(n), { hostnames: [`${name(n)}.example.com`] })])),
  'routes of Services that are absent': (size) =>
    under(
      ...many(size, (n) => [
        o.service(name(n)),
        route(name(n), { rules: [{ backendRefs: [{ name: `${name(n)}x`, port: 80 }] }] }),
      ]),
    ),
  'routes of other namespaces and their grants': (size) =>
    under(
      ...many(size, (n) => [
        o.labelled(o.service(name(n)), { namespace: 'api' }),
        route(name(n), { rules: [{ backendRefs: [{ name: name(n), namespace: 'api', port: 80 }] }] }),
        o.labelled(
          object(
            'ReferenceGrant',
            name(n),
            {
              from: [{ group: GROUP, kind: 'HTTPRoute', namespace: 'default' }],
              to: [{ group: '', kind: 'Service', name: name(n) }],
            },
            'v1beta1',
          ),
          { namespace: 'api' },
        ),
      ]),
    ),
  'rules of a route': (size) =>
    under(route('web', { rules: many(size, (n) => [{ matches: [path(n)], backendRefs: BACKENDS }]) })),
  'matches of a rule': (size) =>
    under(route('web', { rules: [{ matches: many(size, (n) => [path(n)]), backendRefs: BACKENDS }] })),
  'matches of headers': (size) =>
    under(
      route('web', {
        rules: [
          { matches: many(size, (n) => [{ headers: [{ name: 'x-of', value: name(n) }] }]), backendRefs: BACKENDS },
        ],
      }),
    ),
  'hosts of a route': (size) => under(route('web', { hostnames: many(size, (n) => [`${name(n)}.example.com`]) })),
  'backends of a rule': (size) => under(route('web', { rules: [{ backendRefs: many(size, () => BACKENDS) }] })),
  'parents of a route': (size) => [
    ...WEB,
    CLASS,
    ...many(size, (n) => [gateway(name(n))]),
    route('web', { parentRefs: many(size, (n) => [{ name: name(n) }]) }),
  ],
  'entries of a grant': (size) =>
    under(
      object(
        'ReferenceGrant',
        'web',
        {
          from: many(size, (n) => [{ group: GROUP, kind: 'HTTPRoute', namespace: name(n) }]),
          to: [{ group: '', kind: 'Service' }],
        },
        'v1beta1',
      ),
      route('web'),
    ),
  'routes of TLS, each of a host': (size) => [
    ...WEB,
    CLASS,
    gateway('web', [{ name: 'tls', port: 443, protocol: 'TLS', tls: { mode: 'Passthrough' } }]),
    ...many(size, (n) => [
      object('TLSRoute', name(n), {
        parentRefs: [{ name: 'web' }],
        hostnames: [`${name(n)}.example.com`],
        rules: [{ backendRefs: BACKENDS }],
      }),
    ]),
  ],
  'TLS policies of Services': (size) =>
    under(
      ...many(size, (n) => [
        o.service(name(n)),
        object('BackendTLSPolicy', name(n), {
          targetRefs: [{ group: '', kind: 'Service', name: name(n) }],
          validation: { hostname: 'web.example.com', wellKnownCACertificates: 'System' },
        }),
        route(name(n), {
          hostnames: [`${name(n)}.example.com`],
          rules: [{ backendRefs: [{ name: name(n), port: 80 }] }],
        }),
      ]),
    ),
};
