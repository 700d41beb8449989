import type { Diagnostic } from '../diagnostics/diagnostic';
import type { Manifest } from '../model/manifest';
import type { ModelObject } from '../model/network-model';
import { named, NetworkModel } from '../model/network-model';
import type { ServiceSpec } from '../model/objects';
import { areLiteralsNoted } from '../model/parse-manifests';
import { decode } from '../model/schema/decode';
import { selectsPods } from '../model/service';
import type { Workload } from '../model/workload';
import { isObject } from '../terms/json';
import { minorOf } from '../terms/kubernetes-version';
import type { ObjectRef } from '../terms/object-ref';
import type { AppliedAcknowledgement } from './acknowledgement';
import { Attention } from './attention';
import type { Cluster } from './cluster-options';
import { Cursor } from './cursor';
import type { CustomResource } from './custom-resources';
import { CustomResources } from './custom-resources';
import { diagnosticOf } from './diagnostic-of';
import { behind as workloadsBehind } from './links/facts/service-at';
import type { BookedRule, StageContext, StagedRule } from './rule';
import { leadsTo, RuleBook } from './rule-book';
import type { Shape } from './shape';
import { readAlike } from './shape';
import type { CreateRequest } from './simulated-api-server';
import { SimulatedApiServer } from './simulated-api-server';

/** An object of the input, as the API server reads it, and all that the rules say about it. */
export interface Judged extends ModelObject {
  /** As it was given. */
  readonly given: Manifest;
  /** Whether the API server can read it. */
  readonly decodes: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

/** A result that is still open. */
export type Draft = { -readonly [Key in keyof Judged]: Judged[Key] } & {
  readonly custom: CustomResource | undefined;
  readonly shape: Shape | undefined;
};

/** What all objects of the input meet. */
export interface Meeting {
  readonly model: NetworkModel;
  readonly server: SimulatedApiServer;
}

/** What the machinery reports at one stage. */
type Facts = Partial<Pick<StageContext, 'decoding' | 'allocation' | 'exists' | 'custom' | 'acknowledgements'>>;

const NONE: readonly never[] = Object.freeze([]);
const NOTHING = NetworkModel.of([]);

/** Applies rules to manifests, which are created one after the other as `kubectl create` would do it. */
export class Engine {
  protected readonly book: RuleBook;
  private readonly minor: number;

  constructor(
    rules: readonly StagedRule[],
    protected readonly cluster: Cluster,
  ) {
    this.minor = minorOf(cluster.kubernetesVersion) ?? 0;
    this.book = new RuleBook(rules, this.minor);
  }

  /** One result for every manifest, in their order. */
  judge(manifests: readonly Manifest[]): readonly Judged[] {
    const customs = new CustomResources(this.cluster, manifests);
    const results = manifests.map((manifest) => this.decode(manifest, customs));
    const decoded = results.filter(({ decodes }) => decodes);
    const model = new NetworkModel(decoded, this.cluster.namespace);
    const server = new SimulatedApiServer(this.cluster, decoded);
    const shapes = new Map<Manifest, Shape>();
    for (const { manifest, shape } of decoded) if (shape?.telling === 'workload') shapes.set(manifest, shape);
    for (const result of decoded) {
      this.create(result, { model, server });
      this.deploy(result, model, shapes);
    }
    return results;
  }

  /** What the rules of the stage `review` say about acknowledgements. */
  review(ref: ObjectRef, acknowledgements: readonly AppliedAcknowledgement[]): readonly Diagnostic[] {
    const result = { ref, diagnostics: NONE };
    const { review } = this.book.chapterOf(ref).rules;
    this.apply(review, result, new Cursor(undefined), this.contextOf(ref, NOTHING, { acknowledgements }));
    return result.diagnostics;
  }

  protected decode(given: Manifest, customs: CustomResources): Draft {
    const { ref, key } = named(given, this.cluster.namespace);
    const { schema, rules, shapes } = this.book.chapterOf(ref);
    const shape = shapes !== undefined && customs.areTold(ref, shapes.telling) ? shapes.of(given) : undefined;
    if (shape?.read !== undefined && !areLiteralsNoted()) {
      const custom = shape.read.custom && customs.alike(shape.read.custom, given, ref);
      const manifest = readAlike(given, shape, shape.read);
      return { ref, key, manifest, given, decodes: true, custom, shape, diagnostics: NONE };
    }
    const custom = customs.of(given, ref);
    const { object: manifest, problems } = custom?.decoded ?? decode(given, schema);
    const result: Draft = { ref, key, manifest, given, decodes: true, custom, shape, diagnostics: NONE };
    const context = this.contextOf(ref, NOTHING, { decoding: problems, custom });
    result.decodes = !this.apply(rules.decode, result, new Cursor(given), context);
    if (shape !== undefined && shape.telling !== 'metadata' && result.decodes) shape.read = { manifest, custom };
    return result;
  }

  /** Takes an object through the API server; each stage is reached only by what the one before let pass. */
  protected create(result: Draft, { model, server }: Meeting): CreateRequest | undefined {
    const { ref, custom, shape } = result;
    const chapter = this.book.chapterOf(ref);
    const { rules } = chapter;
    const request = server.prepare(result, chapter, shape);
    const { failures: allocation, exists } = request;
    if (shape?.isFaultless === true && !exists && allocation.length === 0) {
      server.store(request);
      return request;
    }
    const context = this.contextOf(ref, model, { allocation, exists, custom });
    const object = new Cursor(request.object());
    const refused =
      (allocation.length > 0 && this.apply(rules.allocate, result, object, context)) ||
      this.apply(rules.validate, result, object, context) ||
      this.apply(rules.store, result, object, context);
    if (refused) {
      server.discard(request);
      return undefined;
    }
    server.store(request);
    const warned = this.apply(rules.warn, result, object, context);
    if (shape !== undefined && !warned) shape.isFaultless = true;
    return request;
  }

  /** What happens in the cluster: of a shape, and the shape of the workload behind it, rules are asked once, unless they ask for more. */
  private deploy(result: Draft, model: NetworkModel, shapes: ReadonlyMap<Manifest, Shape>): void {
    const { ref, manifest, custom, shape } = result;
    const { deployed } = this.book.chapterOf(ref).rules;
    const selected = shape?.telling === 'service' ? selectedBy(result, model) : NONE;
    const behind = selected[0] === undefined ? undefined : shapes.get(selected[0].manifest);
    const isTold = selected.length === (behind === undefined ? 0 : 1);
    const known = isTold && shape !== undefined && shape.telling !== 'metadata' ? shape.left : undefined;
    const left = known === undefined ? deployed : known.get(behind);
    if (left?.length === 0) return;
    const context = this.contextOf(ref, model, { custom });
    const object = new Cursor(manifest);
    if (left !== undefined) this.apply(left, result, object, context);
    else known?.set(behind, this.leftOf(deployed, result, object, context));
  }

  /** Applies rules, and returns those that have to be asked of every object of the shape. */
  private leftOf(rules: readonly BookedRule[], result: Draft, object: Cursor, context: StageContext): BookedRule[] {
    const attention = new Attention(context);
    return rules.filter((booked) => {
      attention.asked = false;
      const found = this.apply([booked], result, object, attention);
      return found || attention.asked || booked.rule.isOwn === true;
    });
  }

  /** Whether rules found anything. */
  protected apply(
    rules: readonly BookedRule[],
    result: Pick<Draft, 'ref' | 'diagnostics'>,
    object: Cursor,
    context: StageContext,
  ): boolean {
    let found: Diagnostic[] | undefined;
    for (const { rule, way } of rules) {
      if (!leadsTo(object.value, way) || lacksFacts(rule, context)) continue;
      for (const finding of rule.check(object, context)) (found ??= []).push(diagnosticOf(rule, result.ref, finding));
    }
    if (found === undefined) return false;
    result.diagnostics = [...result.diagnostics, ...found];
    return true;
  }

  protected contextOf(object: ObjectRef, model: NetworkModel, facts: Facts = {}): StageContext {
    const { cluster, minor } = this;
    const { decoding = NONE, allocation = NONE, exists = false, custom, acknowledgements = NONE } = facts;
    return { object, model, cluster, minor, decoding, allocation, exists, custom, acknowledgements };
  }
}

/** The workloads that a Service selects. */
function selectedBy({ ref, manifest }: Draft, model: NetworkModel): readonly Workload[] {
  if (ref.kind !== 'Service' || !isObject(manifest.spec) || !selectsPods(manifest.spec)) return NONE;
  const { namespace = model.defaultNamespace } = ref;
  return workloadsBehind(model, namespace, (manifest.spec as ServiceSpec).selector ?? {}).selected;
}

function lacksFacts({ facts }: StagedRule, { custom, decoding, exists }: StageContext): boolean {
  if (facts === undefined) return false;
  return facts === 'exists' ? !exists : facts === 'custom' ? custom === undefined : decoding.length === 0;
}
