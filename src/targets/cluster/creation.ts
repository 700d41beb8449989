import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '../../terms/json';
import { isObject } from '../../terms/json';
import { describeRef } from '../../terms/object-ref';
import { eachOf } from '../concurrency';
import type { ApiServer } from './api-server';
import { ApiStatusError, ClusterError, isTaken } from './cluster-error';
import { RUN_LABEL } from './labels';
import type { PreparedObject } from './preparation';
import type { Resources } from './resources';
import { listPath } from './resources';

/** How many objects are sent to the API server at the same time. */
export const CONCURRENT_REQUESTS = 16;

/** Makes objects in a cluster, and remembers which. An object that exists already is never touched. */
export class Creation {
  /** Paths of the objects that were made, in the order in which they were. */
  private readonly made: string[] = [];
  /** Paths of the objects that nobody knows of whether they were made: the API server did not answer. */
  private readonly uncertain = new Set<string>();

  constructor(
    private readonly api: ApiServer,
    private readonly resources: Resources,
    private readonly run: string,
  ) {}

  async createAll(objects: readonly PreparedObject[], signal: AbortSignal | undefined): Promise<void> {
    await eachOf(objects, CONCURRENT_REQUESTS, (object) => this.create(object, signal));
  }

  /** All that was made, once whatever is uncertain has been looked at. */
  async allMade(signal: AbortSignal): Promise<readonly string[]> {
    for (const path of this.uncertain) {
      if (await this.isOwn(path, signal)) this.made.push(path);
    }
    this.uncertain.clear();
    return this.made;
  }

  /** Throws a ClusterError when the object exists, or the API server refuses it. */
  async create({ ref, object }: PreparedObject, signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    const resource = await this.resources.of(ref.apiVersion, ref.kind, signal);
    const metadata = object.metadata as { readonly name?: string; readonly namespace?: string };
    const list = listPath(resource, metadata.namespace);
    const path = `${list}/${encodeURIComponent(metadata.name ?? '')}`;
    this.uncertain.add(path);
    try {
      const created = await this.api.request('POST', list, { body: object, signal });
      this.made.push(`${list}/${encodeURIComponent(String((created.metadata as JsonObject).name))}`);
    } catch (error) {
      if (!(error instanceof ApiStatusError)) throw error;
      if (!isTaken(error)) throw refused(describeRef(ref), error);
      const existing = await this.api.request('GET', path, { signal });
      if (runOf(existing) === this.run) this.made.push(path);
      else if (resource.namespaced || !saysTheSame(existing, object)) throw taken(describeRef(ref), existing);
    }
    this.uncertain.delete(path);
  }

  /** Whether an object is there, and of this run. */
  async isOwn(path: string, signal: AbortSignal): Promise<boolean> {
    try {
      return runOf(await this.api.request('GET', path, { signal })) === this.run;
    } catch (error) {
      if (error instanceof ApiStatusError) return false;
      throw error;
    }
  }
}

/** Makes an object whose name only this run uses: what is there already was made by a request whose answer was lost. */
export async function makeOwn(api: ApiServer, list: string, body: JsonObject, signal: AbortSignal): Promise<void> {
  try {
    await api.request('POST', list, { body, signal });
  } catch (error) {
    if (!isTaken(error)) throw error;
  }
}

function runOf({ metadata }: JsonObject): string | undefined {
  const labels = isObject(metadata) && isObject(metadata.labels) ? metadata.labels : {};
  return typeof labels[RUN_LABEL] === 'string' ? labels[RUN_LABEL] : undefined;
}

/** A cluster-scoped object that is there as it should be can be used, and stays: every cluster has its IngressClass. */
function saysTheSame(existing: JsonObject, wanted: JsonObject): boolean {
  return isDeepStrictEqual(existing.spec, wanted.spec);
}

function taken(place: string, existing: JsonObject): ClusterError {
  const run = runOf(existing);
  return run === undefined
    ? new ClusterError({
        place,
        problem: 'exists in the cluster already, and nothing that exists is touched',
        remedy: 'keep apart from it with --namespace-prefix, or probe what is deployed with --attach',
      })
    : new ClusterError({
        place,
        problem: `is left from an earlier run, or belongs to one that goes on (${RUN_LABEL}=${run})`,
        remedy: 'remove what is left with `cdk8s-net cleanup`',
      });
}

function refused(place: string, cause: ApiStatusError): ClusterError {
  return new ClusterError({ place, problem: `the API server refuses it: ${cause.message}`, cause });
}
