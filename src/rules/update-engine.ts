import { isDeepStrictEqual } from 'node:util';
import { idOfRef } from '../model/api-kinds';
import { applied } from '../model/apply/applied';
import { storedForm } from '../model/defaults/stored-defaults';
import type { Manifest } from '../model/manifest';
import type { ModelObject } from '../model/network-model';
import { NetworkModel } from '../model/network-model';
import type { JsonObject } from '../terms/json';
import type { ObjectRef } from '../terms/object-ref';
import { Cursor } from './cursor';
import { CustomResources } from './custom-resources';
import type { Draft, Judged, Meeting } from './engine';
import { Engine } from './engine';
import { countsOnUpdate, findingsOnUpdate } from './on-update';
import { SimulatedApiServer } from './simulated-api-server';
import type { UpdateRule } from './update-rule';

/** An object that is stored, and the manifest that it was last applied from. */
export interface Stored {
  readonly ref: ObjectRef;
  readonly given: JsonObject;
  readonly object: JsonObject;
}

/** What came of applying manifests over others. */
export interface Updates {
  /** One result for each manifest, in their order. */
  readonly results: readonly Judged[];
  /** What was stored before, and what is stored now, by group, kind and name. */
  readonly before: ReadonlyMap<string, Stored>;
  readonly after: ReadonlyMap<string, Stored>;
  /** The keys of what the new manifests name. */
  readonly named: ReadonlySet<string>;
}

/** Applies rules to manifests that take the place of others. */
export class UpdateEngine extends Engine {
  /**
   * What comes of applying manifests over others, which were created before, one after the other as `kubectl apply` would do
   * it. What the second list does not have stays.
   */
  update(old: readonly Manifest[], manifests: readonly Manifest[], rules: readonly UpdateRule[]): Updates {
    const { namespace } = this.cluster;
    const decodeAll = (list: readonly Manifest[]) => {
      const customs = new CustomResources(this.cluster, list);
      return list.map((each) => this.decode(each, customs));
    };
    const [before, after] = [decodeAll(old), decodeAll(manifests)];
    const decoded = [...before, ...after].filter(({ decodes }) => decodes);
    const server = new SimulatedApiServer(this.cluster, decoded);
    const created = new NetworkModel(before, namespace);
    const model = new NetworkModel(after, namespace);
    const stored = new Map<string, Stored>();
    const keep = (result: Draft, object: JsonObject | undefined) => {
      if (object !== undefined) stored.set(idOf(result), { ref: result.ref, given: result.manifest, object });
    };
    for (const result of before) if (result.decodes) keep(result, this.stored(result, { model: created, server }));
    const deployed = new Map(stored);
    for (const result of after) {
      const held = stored.get(idOf(result));
      if (!result.decodes) continue;
      const object =
        held === undefined
          ? this.stored(result, { model, server })
          : this.replace(result, held, { model, server }, rules);
      keep(result, object);
    }
    return { results: after, before: deployed, after: stored, named: new Set(after.map(idOf)) };
  }

  /** What is stored of an object that is created; undefined if it is refused. */
  private stored(result: Draft, meeting: Meeting): JsonObject | undefined {
    const object = this.create(result, meeting)?.object();
    return object === undefined ? undefined : storedForm(object, result.ref.kind);
  }

  /** What is stored in place of an object; undefined if that is refused. */
  private replace(
    result: Draft,
    { given, object: before }: Stored,
    { model, server }: Meeting,
    updateRules: readonly UpdateRule[],
  ): JsonObject | undefined {
    // What is applied as it was before is not sent to the API server.
    if (isDeepStrictEqual(given, result.manifest)) return before;
    const { ref, custom } = result;
    const chapter = this.book.chapterOf(ref);
    const merged = storedForm(applied(given, result.manifest, before), ref.kind);
    const request = server.prepareUpdate(result, before, merged, chapter);
    const { failures: allocation, object } = request;
    const context = this.contextOf(ref, model, { allocation, custom });
    const after = new Cursor(object);
    if (allocation.length > 0) this.apply(chapter.rules.allocate, result, after, context);
    else {
      this.apply(chapter.rules.validate, result, after, context);
      const found = findingsOnUpdate(updateRules, ref, after, new Cursor(before));
      const counting = result.diagnostics.filter((diagnostic) => countsOnUpdate(diagnostic, object, before));
      result.diagnostics = [...counting, ...found];
    }
    const isAccepted = result.diagnostics.length === 0;
    server.settle(request, isAccepted);
    return isAccepted ? object : undefined;
  }
}

function idOf({ ref }: ModelObject): string {
  return idOfRef(ref);
}
