import type { Diagnostic } from '../diagnostics/diagnostic';
import type { Manifest } from '../model/manifest';
import type { ModelObject } from '../model/network-model';
import { named, NetworkModel } from '../model/network-model';
import { decode } from '../model/schema/decode';
import { minorOf } from '../terms/kubernetes-version';
import type { ObjectRef } from '../terms/object-ref';
import type { AppliedAcknowledgement } from './acknowledgement';
import type { Cluster } from './cluster-options';
import { Cursor } from './cursor';
import type { CustomResource } from './custom-resources';
import { CustomResources } from './custom-resources';
import { diagnosticOf } from './diagnostic-of';
import type { StageContext, StagedRule } from './rule';
import type { BookedRule } from './rule-book';
import { leadsTo, RuleBook } from './rule-book';
import { MAX_SHAPES, shapeOf } from './shape';
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
export type Draft = { -readonly [Key in keyof Judged]: Judged[Key] } & { readonly custom: CustomResource | undefined };

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
  /** Shapes of which the API server has nothing to say. */
  private readonly faultless = new Set<string>();

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
    for (const result of decoded) {
      this.create(result, { model, server });
      const { deployed } = this.book.chapterOf(result.ref).rules;
      const context = this.contextOf(result.ref, model, { custom: result.custom });
      this.apply(deployed, result, new Cursor(result.manifest), context);
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
    const { schema, rules } = this.book.chapterOf(ref);
    const custom = customs.of(given, ref);
    const { object: manifest, problems } = custom?.decoded ?? decode(given, schema);
    const result: Draft = { ref, key, manifest, given, decodes: true, custom, diagnostics: NONE };
    const context = this.contextOf(ref, NOTHING, { decoding: problems, custom });
    result.decodes = !this.apply(rules.decode, result, new Cursor(given), context);
    return result;
  }

  /** Takes an object through the API server; each stage is reached only by what the one before let pass. */
  protected create(result: Draft, { model, server }: Meeting): CreateRequest | undefined {
    const { ref, manifest, custom } = result;
    const chapter = this.book.chapterOf(ref);
    const { rules } = chapter;
    const shape = custom === undefined ? shapeOf(manifest, this.minor, chapter.telling) : undefined;
    const request = server.prepare(result, chapter, shape);
    const { failures: allocation, exists } = request;
    const fits = !exists && allocation.length === 0;
    if (fits && shape !== undefined && this.faultless.has(shape)) {
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
    if (shape !== undefined && !warned && this.faultless.size < MAX_SHAPES) this.faultless.add(shape);
    return request;
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

function lacksFacts({ facts }: StagedRule, { custom, decoding, exists }: StageContext): boolean {
  if (facts === undefined) return false;
  return facts === 'exists' ? !exists : facts === 'custom' ? custom === undefined : decoding.length === 0;
}
