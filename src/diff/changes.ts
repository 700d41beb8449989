import { GATEWAY_GROUP, idOfRef } from '../model/api-kinds';
import type { Attachment } from '../model/gateway/attachment';
import { attachmentsOf } from '../model/gateway/attachment';
import { describeRoute, gatewayObjectsOf } from '../model/gateway/gateway-objects';
import type { ReferenceGrant } from '../model/gateway/objects';
import type { NetworkModel } from '../model/network-model';
import type { Workload } from '../model/workload';
import type { Stored } from '../rules/update-engine';
import { entryOf, groupBy } from '../terms/maps';
import { keyOf } from '../terms/object-ref';
import { admitting } from './admission';
import type { FieldChange } from './difference';
import { fieldChanges } from './field-changes';
import type { Request } from './side';

/** Two versions of an object; undefined on the side that does not have it. */
export interface ObjectPair {
  readonly id: string;
  readonly before: Stored | undefined;
  readonly after: Stored | undefined;
}

/** What was changed in the objects of two sides, and which of them serve what. */
export class Changes {
  readonly pairs: readonly ObjectPair[];
  private readonly byId: ReadonlyMap<string, ObjectPair>;
  private readonly indexes: readonly Index[];
  private readonly known = new Map<string, readonly FieldChange[]>();
  private readonly serving = new Map<string, readonly FieldChange[]>();

  constructor(
    before: ReadonlyMap<string, Stored>,
    after: ReadonlyMap<string, Stored>,
    private readonly models: readonly NetworkModel[],
  ) {
    this.indexes = models.map(indexOf);
    const ids = new Set([...before.keys(), ...after.keys()]);
    this.pairs = [...ids].map((id) => ({ id, before: before.get(id), after: after.get(id) }));
    this.byId = new Map(this.pairs.map((pair) => [pair.id, pair]));
  }

  /** What was changed in one object. */
  of(id: string): readonly FieldChange[] {
    const known = this.known.get(id);
    if (known !== undefined) return known;
    const { before, after } = this.byId.get(id) ?? {};
    const ref = (after ?? before)?.ref;
    const changes = ref === undefined ? [] : fieldChanges(ref, before?.given, after?.given);
    this.known.set(id, changes);
    return changes;
  }

  /** What was changed in the objects that serve what a request is about (`Service shop/web`), and in those that let it through. */
  through({ about, workload = '' }: Pick<Request, 'about' | 'workload'>): readonly FieldChange[] {
    const key = [workload, ...about].join('\n');
    let found = this.serving.get(key);
    if (found === undefined) {
      const ids = [...new Set(about.flatMap((each) => [...this.serversOf(each)]))];
      const all = ids.flatMap((id) => this.of(id));
      const telling = new Set(all.filter(({ path }) => path === '' || SERVING.test(path)));
      for (const change of this.admissionsOf(workload, new Set(ids))) telling.add(change);
      this.serving.set(key, (found = telling.size === 0 ? all : [...telling]));
    }
    return found;
  }

  /** What was changed in what policies say of a client and of those who serve it. */
  private *admissionsOf(client: string, servers: ReadonlySet<string>): Generator<FieldChange> {
    for (const { model, named, positions } of this.indexes) {
      const behind = [...servers].flatMap((id) => positions.get(id) ?? []).sort((a, b) => a - b);
      const workloads = behind.flatMap((position) => model.workloads[position] ?? []);
      for (const { id, says } of admitting(model, named.get(client), workloads)) yield* this.of(id).filter(says);
    }
  }

  private *serversOf(about: string): Generator<string> {
    const [kind = '', key = ''] = about.split(' ');
    if (kind === 'Service') yield* this.serversOfService(key);
    if (kind === 'Ingress') yield* this.serversOfIngress(key);
    if (kind.endsWith('Route')) yield* this.serversOfRoute(about);
  }

  private *serversOfRoute(about: string): Generator<string> {
    yield `${GATEWAY_GROUP}/${about}`;
    for (const { attachments, grants } of this.indexes) {
      for (const { route, gateway } of attachments.get(about) ?? []) {
        if (gateway !== undefined) {
          yield `${GATEWAY_GROUP}/Gateway ${gateway.key}`;
          yield `${GATEWAY_GROUP}/GatewayClass ${gateway.gateway.spec.gatewayClassName ?? ''}`;
        }
        const { namespace: own = '' } = route.metadata;
        for (const { name = '', namespace = own } of (route.spec.rules ?? []).flatMap(
          (rule) => rule.backendRefs ?? [],
        )) {
          yield* this.serversOfService(keyOf(namespace, name));
          if (namespace === own) continue;
          for (const { metadata } of grants.get(namespace) ?? []) {
            yield `${GATEWAY_GROUP}/ReferenceGrant ${keyOf(namespace, metadata.name ?? '')}`;
          }
        }
      }
    }
  }

  private *serversOfIngress(key: string): Generator<string> {
    yield `networking.k8s.io/Ingress ${key}`;
    for (const model of this.models) {
      const ingress = model.ingresses.get(key);
      if (ingress === undefined) continue;
      const { defaultBackend, rules = [], ingressClassName } = ingress.spec;
      if (ingressClassName !== undefined) yield `networking.k8s.io/IngressClass ${ingressClassName}`;
      const backends = [
        defaultBackend,
        ...rules.flatMap(({ http }) => (http?.paths ?? []).map(({ backend }) => backend)),
      ];
      for (const name of new Set(backends.flatMap((backend) => backend?.service?.name ?? []))) {
        yield* this.serversOfService(keyOf(ingress.metadata.namespace ?? model.defaultNamespace, name));
      }
    }
  }

  private *serversOfService(key: string): Generator<string> {
    yield `/Service ${key}`;
    yield `/Endpoints ${key}`;
    const [namespace = '', name = ''] = key.split('/');
    for (const model of this.models) {
      for (const { metadata } of model.slicesOf(namespace, name)) {
        yield `discovery.k8s.io/EndpointSlice ${keyOf(metadata.namespace, metadata.name ?? '')}`;
      }
      const { selector = {} } = model.services.get(key)?.spec ?? {};
      if (Object.keys(selector).length === 0) continue;
      for (const { ref } of model.select(namespace, selector)) yield idOfRef(ref);
    }
  }
}

/** What is looked up for each request. */
interface Index {
  readonly model: NetworkModel;
  /** By route. */
  readonly attachments: ReadonlyMap<string, readonly Attachment[]>;
  /** By the namespace that grants. */
  readonly grants: ReadonlyMap<string, readonly ReferenceGrant[]>;
  /** Workloads by `Deployment/shop/web`. */
  readonly named: ReadonlyMap<string, Workload>;
  /** Where workloads stand in the model. */
  readonly positions: ReadonlyMap<string, number>;
}

function indexOf(model: NetworkModel): Index {
  const named = new Map<string, Workload>();
  for (const workload of model.workloads) {
    const { kind, namespace, name } = workload.ref;
    entryOf(named, `${kind}/${keyOf(namespace, name)}`, () => workload);
  }
  return {
    model,
    attachments: groupBy(attachmentsOf(model).attachments, ({ route }) => describeRoute(route)),
    grants: groupBy(gatewayObjectsOf(model).grants, ({ metadata }) => metadata.namespace ?? ''),
    named,
    positions: new Map(model.workloads.map(({ ref }, position) => [idOfRef(ref), position])),
  };
}

/** Fields that have a say in who answers where. */
const SERVING =
  /^(?:spec|addressType|endpoints|ports|subsets)(?!\.template|\.containers|\.jobTemplate)|\.(?:labels|ports|readinessProbe|readinessGates|hostNetwork|dnsPolicy|dnsConfig|hostname|subdomain|nodeName|nodeSelector|affinity|tolerations)\b/;
