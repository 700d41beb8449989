import type { AllowedNamespaces, ListenerSpec, ParentReference } from '../model/gateway/objects';
import type { Manifest } from '../model/manifest';
import { groupBy } from '../terms/maps';
import { Names } from './names';
import type { PlannedHost } from './plan';

/** Limit of the API: listeners of a Gateway, and of a ListenerSet. */
const MAX_LISTENERS = 64;

/** The Gateway that hosts share, with a listener for plain requests and one for each host that has a certificate. */
export class Edge {
  private readonly namespacesOf = new Map<string, Set<string>>();
  private readonly listeners: readonly HostListener[];
  private readonly listenerOf: ReadonlyMap<string | undefined, HostListener>;

  constructor(
    private readonly gateway: { readonly namespace: string; readonly name: string; readonly className: string },
    hosts: readonly PlannedHost[],
  ) {
    const names = new Names();
    const secure = hosts.filter(({ certificate }) => certificate !== undefined);
    this.listeners = secure.map(({ host, certificate = '' }, index) => ({
      host,
      certificate,
      name: names.take(secure.length === 1 ? 'https' : `https-${host ?? ''}`),
      // What a Gateway does not hold stands in ListenerSets; one of its own is for plain requests.
      set: Math.floor((index + 1) / MAX_LISTENERS),
    }));
    this.listenerOf = new Map(this.listeners.map((listener) => [listener.host, listener]));
  }

  /** The listener for plain requests, for a route of a namespace. */
  plainParent(namespace: string): ParentReference {
    this.admit('http', namespace);
    return { ...this.reference(namespace), sectionName: 'http' };
  }

  /** The listener for a host over TLS; undefined where it does not have one. */
  secureParent(host: string | undefined, namespace: string): ParentReference | undefined {
    const listener = this.listenerOf.get(host);
    if (listener === undefined) return undefined;
    this.admit(listener.name, namespace);
    const { set } = listener;
    const reference = this.reference(namespace);
    if (set === 0) return { ...reference, sectionName: listener.name };
    return { ...reference, kind: 'ListenerSet', name: this.setName(set), sectionName: listener.name };
  }

  /** The Gateway, ListenerSets where it is too small, and grants for certificates of other namespaces. To ask when all routes are made. */
  manifests(): readonly Manifest[] {
    const { namespace, name, className } = this.gateway;
    const sets = groupBy(this.listeners, ({ set }) => set);
    const http: ListenerSpec = { name: 'http', port: 80, protocol: 'HTTP', ...this.allowed('http') };
    const own = [
      ...(this.namespacesOf.has('http') ? [http] : []),
      ...(sets.get(0) ?? []).map((each) => this.spec(each)),
    ];
    const more = [...sets].filter(([set]) => set > 0);
    const spec = {
      gatewayClassName: className,
      listeners: own,
      ...(more.length === 0 ? {} : { allowedListeners: { namespaces: { from: 'Same' } } }),
    };
    return [
      objectOf('Gateway', namespace, name, spec),
      ...more.map(([set, listeners]) =>
        objectOf('ListenerSet', namespace, this.setName(set), {
          parentRef: { name },
          listeners: listeners.map((each) => this.spec(each)),
        }),
      ),
      ...this.grants(),
    ];
  }

  private setName(set: number): string {
    return `${this.gateway.name}-${set + 1}`;
  }

  private reference(namespace: string): ParentReference {
    const { name, namespace: own } = this.gateway;
    return { name, ...(own === namespace ? {} : { namespace: own }) };
  }

  private admit(listener: string, namespace: string): void {
    this.namespacesOf.set(listener, (this.namespacesOf.get(listener) ?? new Set()).add(namespace));
  }

  private spec({ name, host, certificate }: HostListener): ListenerSpec {
    const [namespace = '', secret = ''] = certificate.split('/');
    const isOther = namespace !== this.gateway.namespace;
    return {
      name,
      port: 443,
      protocol: 'HTTPS',
      ...(host === undefined ? {} : { hostname: host }),
      tls: { certificateRefs: [{ name: secret, ...(isOther ? { namespace } : {}) }] },
      ...this.allowed(name),
    };
  }

  /** Routes of which namespaces a listener takes: those that have some, by name. */
  private allowed(listener: string): Pick<ListenerSpec, 'allowedRoutes'> {
    const names = [...(this.namespacesOf.get(listener) ?? [])].sort();
    if (names.every((name) => name === this.gateway.namespace)) return {};
    const key = 'kubernetes.io/metadata.name';
    const [only = '', ...others] = names;
    const selector =
      others.length === 0
        ? { matchLabels: { [key]: only } }
        : { matchExpressions: [{ key, operator: 'In' as const, values: names }] };
    const namespaces: AllowedNamespaces = { from: 'Selector', selector };
    return { allowedRoutes: { namespaces } };
  }

  private grants(): readonly Manifest[] {
    const { namespace: own, name } = this.gateway;
    const foreign = this.listeners.filter(({ certificate }) => !certificate.startsWith(`${own}/`));
    return [...groupBy(foreign, ({ certificate }) => certificate.split('/')[0] ?? '')].map(([namespace, listeners]) => {
      const kinds = [...new Set(listeners.map(({ set }) => (set === 0 ? 'Gateway' : 'ListenerSet')))];
      const secrets = [...new Set(listeners.map(({ certificate }) => certificate.slice(namespace.length + 1)))];
      return objectOf('ReferenceGrant', namespace, `${name}-certificates`, {
        from: kinds.map((kind) => ({ group: 'gateway.networking.k8s.io', kind, namespace: own })),
        // A grant holds 16 names; more are granted together.
        to:
          secrets.length > 16
            ? [{ group: '', kind: 'Secret' }]
            : secrets.map((secret) => ({ group: '', kind: 'Secret', name: secret })),
      });
    });
  }
}

interface HostListener {
  readonly host: string | undefined;
  readonly certificate: string;
  readonly name: string;
  /** 0: it is the Gateway's own. */
  readonly set: number;
}

/** An object of Gateway API. */
export function objectOf(kind: string, namespace: string, name: string, spec: unknown): Manifest {
  return { apiVersion: 'gateway.networking.k8s.io/v1', kind, metadata: { name, namespace }, spec };
}
