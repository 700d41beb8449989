import { groupOf, isGatewayGroup, isOwnGroup, servedVersion } from '../model/api-kinds';
import type { StructType } from '../model/schema/schema';
import { schemaOf } from '../model/schema/schema-of';
import { WORKLOAD_KINDS } from '../model/workload';
import { isObject } from '../terms/json';
import { minorOf } from '../terms/kubernetes-version';
import { entryOf } from '../terms/maps';
import type { ObjectRef } from '../terms/object-ref';
import type { BookedRule, Stage, StagedRule } from './rule';
import { Shapes } from './shape';
import type { Telling } from './shape-mask';

/** All that is to be known of one kind of objects. */
export interface Chapter {
  /** API group and kind, which no other kind has. */
  readonly groupKind: string;
  /** The kind of Kubernetes itself that it is; undefined for the other kinds, custom resources of the same name among them. */
  readonly ownKind: string | undefined;
  readonly schema: StructType;
  readonly rules: Readonly<Record<Stage, readonly BookedRule[]>>;
  /** Undefined where no shape tells what the API server says of an object. */
  readonly shapes: Shapes | undefined;
}

/** The rules of one version of Kubernetes, found by what they judge. */
export class RuleBook {
  private readonly chapters = new Map<string, Map<string, Chapter>>();
  private readonly booked: readonly BookedRule[];

  constructor(rules: readonly StagedRule[], minor: number) {
    this.booked = rules
      .filter((rule) => holdsFor(rule, minor))
      .map((rule) => ({ rule, way: rule.field === undefined ? [] : rule.field.split('.') }));
  }

  chapterOf({ apiVersion, kind }: Pick<ObjectRef, 'apiVersion' | 'kind'>): Chapter {
    const ofVersion = entryOf(this.chapters, apiVersion, () => new Map<string, Chapter>());
    return entryOf(ofVersion, kind, () => this.write(apiVersion, kind));
  }

  private write(apiVersion: string, kind: string): Chapter {
    const group = groupOf(apiVersion);
    // A custom resource may share the name of a kind.
    const name = servedVersion(kind) !== undefined && !isOwnGroup(group) ? '' : kind;
    const ownKind = servedVersion(name) === undefined ? undefined : name;
    const booked = this.booked.filter(({ rule: { kinds } }) => kinds.includes(name) || kinds.includes('*'));
    const isTelling = ownKind !== undefined || isGatewayGroup(group);
    const telling = (isTelling ? TELLING.get(kind) : undefined) ?? tellingOf(booked);
    return {
      groupKind: `${group}/${kind}`,
      ownKind,
      schema: schemaOf(ownKind),
      rules: byStage(booked),
      shapes: telling === undefined ? undefined : new Shapes(telling),
    };
  }
}

/** Kinds of which thousands are alike. */
const TELLING: ReadonlyMap<string, Telling> = new Map([
  ['GRPCRoute', 'route'],
  ['HTTPRoute', 'route'],
  ['Ingress', 'ingress'],
  ['NetworkPolicy', 'policy'],
  ['Service', 'service'],
  ...WORKLOAD_KINDS.map((kind) => [kind, 'workload'] as const),
]);

/** Rules for objects of all kinds can look at nothing but metadata. */
function tellingOf(booked: readonly BookedRule[]): 'metadata' | undefined {
  const asked = booked.filter(({ rule: { stage } }) => stage !== 'decode' && stage !== 'deployed');
  return asked.every(({ rule: { kinds } }) => kinds.includes('*')) ? 'metadata' : undefined;
}

function holdsFor({ versions }: StagedRule, minor: number): boolean {
  const since = minorOf(versions?.since ?? '') ?? 0;
  const until = minorOf(versions?.until ?? '') ?? Infinity;
  return minor >= since && minor <= until;
}

function byStage(booked: readonly BookedRule[]): Chapter['rules'] {
  const of = (stage: Stage) => booked.filter(({ rule }) => rule.stage === stage);
  return {
    decode: of('decode'),
    allocate: of('allocate'),
    validate: of('validate'),
    store: of('store'),
    warn: of('warn'),
    deployed: of('deployed'),
    review: of('review'),
  };
}

/** Whether something stands at the end of a way; no way leads everywhere. */
export function leadsTo(object: unknown, way: readonly string[]): boolean {
  if (way.length === 0) return true;
  let value = object;
  for (const field of way) value = isObject(value) ? value[field] : undefined;
  return value !== undefined && value !== null;
}
