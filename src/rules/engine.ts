import type { Diagnostic } from '../diagnostics/diagnostic';
import { ownKindOf } from '../model/api-kinds';
import type { JsonObject, Manifest } from '../model/manifest';
import { refOf } from '../model/manifest';
import { NetworkModel } from '../model/network-model';
import { decode } from '../model/schema/decode';
import { schemaOf } from '../model/schema/schema-of';
import { minorOf } from '../terms/kubernetes-version';
import type { ObjectRef } from '../terms/object-ref';
import { leadsTo, RuleBook } from './rule-book';
import type { Rule, RuleContext, Stage } from './rule';
import { Cursor, type Finding } from './cursor';
import type { ClusterOptions } from './cluster-options';
import { ApiServer } from './api-server';
import type { AppliedAcknowledgement } from './acknowledgement';
import { MAX_SHAPES, shapeOf } from './shape';

/** An object of the input, and all that the rules say about it. */
export interface Judged {
  readonly manifest: Manifest;
  readonly object: ObjectRef;
  /** What the API server makes of the manifest; undefined when it cannot decode it. */
  readonly decoded: JsonObject | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** A result to which findings are still added. */
type Draft = Judged & { readonly diagnostics: Diagnostic[] };

/** What all objects of the input meet. */
interface Cluster {
  readonly model: NetworkModel;
  readonly server: ApiServer;
}

/** What the machinery reports at one stage. */
type Facts = Partial<Pick<RuleContext, 'decoding' | 'allocation' | 'exists' | 'acknowledgements'>>;

const NONE: readonly never[] = Object.freeze([]);

/** Applies rules to manifests, which are created one after the other as `kubectl create` would do it. */
export class Engine {
  private readonly book: RuleBook;
  private readonly minor: number;
  /** Shapes of which the API server has nothing to say. */
  private readonly faultless = new Set<string>();

  constructor(
    rules: readonly Rule[],
    private readonly cluster: ClusterOptions,
  ) {
    this.minor = minorOf(cluster.kubernetesVersion) ?? 0;
    this.book = new RuleBook(rules, this.minor);
  }

  /** One result for every manifest, in their order. */
  judge(manifests: readonly Manifest[]): readonly Judged[] {
    const nothing = NetworkModel.of([]);
    const results = manifests.map((manifest) => this.decode(manifest, nothing));
    const decodable = results.flatMap(({ decoded }) => (decoded === undefined ? [] : [decoded]));
    const model = NetworkModel.of(decodable, { namespace: this.cluster.namespace });
    const server = new ApiServer(this.cluster, decodable);
    for (const result of results) {
      if (result.decoded === undefined) continue;
      this.create(result, result.decoded, { model, server });
      this.apply('deployed', result, new Cursor(result.decoded), this.contextOf(result.object, model));
    }
    return results;
  }

  /** What the rules of the stage `review` say about acknowledgements. */
  review(object: ObjectRef, acknowledgements: readonly AppliedAcknowledgement[]): Judged {
    const result: Draft = { manifest: {}, object, decoded: undefined, diagnostics: [] };
    const context = this.contextOf(object, NetworkModel.of([]), { acknowledgements });
    this.apply('review', result, new Cursor(undefined), context);
    return result;
  }

  private decode(manifest: Manifest, nothing: NetworkModel): Draft {
    const object = refOf(manifest, this.cluster.namespace);
    const { object: decoded, problems } = decode(manifest, schemaOf(ownKindOf(manifest)));
    const diagnostics: Diagnostic[] = [];
    const context = this.contextOf(object, nothing, { decoding: problems });
    const refused = this.apply('decode', { object, diagnostics }, new Cursor(manifest), context);
    return { manifest, object, decoded: refused ? undefined : decoded, diagnostics };
  }

  /** Takes an object through the API server; each stage is reached only by what the one before let pass. */
  private create(result: Draft, decoded: JsonObject, { model, server }: Cluster): void {
    const shape = shapeOf(decoded, this.minor, this.book.tellingOf(result.object));
    const request = server.prepare(decoded, result.object, shape);
    const { failures: allocation, exists } = request;
    const fits = !exists && allocation.length === 0;
    if (fits && shape !== undefined && this.faultless.has(shape)) return server.store(request);
    const context = this.contextOf(result.object, model, { allocation, exists });
    const object = new Cursor(request.object());
    const refused =
      (allocation.length > 0 && this.apply('allocate', result, object, context)) ||
      this.apply('validate', result, object, context) ||
      this.apply('store', result, object, context);
    if (refused) {
      server.discard(request);
    } else {
      server.store(request);
      const warned = this.apply('warn', result, object, context);
      if (shape !== undefined && !warned && this.faultless.size < MAX_SHAPES) this.faultless.add(shape);
    }
  }

  /** Whether the rules of a stage found anything. */
  private apply(
    stage: Stage,
    { object, diagnostics }: Pick<Draft, 'object' | 'diagnostics'>,
    cursor: Cursor,
    context: RuleContext,
  ): boolean {
    const before = diagnostics.length;
    for (const { rule, way } of this.book.rulesOf(object, stage)) {
      if (!leadsTo(cursor.value, way) || lacksFacts(rule, context)) continue;
      for (const finding of rule.check(cursor, context)) diagnostics.push(diagnosticOf(rule, object, finding));
    }
    return diagnostics.length > before;
  }

  private contextOf(object: ObjectRef, model: NetworkModel, facts: Facts = {}): RuleContext {
    const { cluster, minor } = this;
    const { decoding = NONE, allocation = NONE, exists = false, acknowledgements = NONE } = facts;
    return { object, model, cluster, minor, decoding, allocation, exists, acknowledgements };
  }
}

function lacksFacts({ facts }: Rule, { decoding, exists }: RuleContext): boolean {
  return facts !== undefined && (facts === 'exists' ? !exists : decoding.length === 0);
}

function diagnosticOf(rule: Rule, object: ObjectRef, finding: Finding): Diagnostic {
  const { kind, path, value, detail } = finding;
  return {
    rule: rule.id,
    source: rule.source,
    severity: finding.severity ?? rule.severity,
    kind,
    object,
    path,
    ...(value === undefined ? {} : { value }),
    detail,
    why: finding.why ?? rule.why,
    fix: finding.fix ?? rule.fix,
    docs: `docs/rules/${rule.id}.md`,
  };
}
