import type { ApiServer } from './api-server';
import { ClusterError, isNotFound } from './cluster-error';

/** A kind of object that an API server serves. */
export interface Resource {
  readonly apiVersion: string;
  readonly kind: string;
  /** Plural, as it stands in paths: `services`. */
  readonly name: string;
  readonly namespaced: boolean;
  readonly verbs: readonly string[];
}

/** The kinds that an API server serves, asked for once per group and version. */
export class Resources {
  private readonly known = new Map<string, Promise<readonly Resource[]>>();

  constructor(private readonly api: ApiServer) {}

  /** Throws a ClusterError for a kind that the cluster does not have. */
  async of(apiVersion: string, kind: string, signal?: AbortSignal): Promise<Resource> {
    const found = (await this.group(apiVersion, signal)).find((resource) => resource.kind === kind);
    if (found !== undefined) return found;
    throw new ClusterError({
      place: `${apiVersion} ${kind}`,
      problem: `the cluster of context ${this.api.context} has no such kind`,
      remedy: 'install its CustomResourceDefinition first, or correct apiVersion and kind',
    });
  }

  /** Every kind of every group, in its preferred version. */
  async all(signal?: AbortSignal): Promise<readonly Resource[]> {
    const { groups } = await this.api.request<{
      readonly groups: readonly { readonly preferredVersion: { readonly groupVersion: string } }[];
    }>('GET', '/apis', { signal });
    const versions = ['v1', ...groups.map(({ preferredVersion }) => preferredVersion.groupVersion)];
    return (await Promise.all(versions.map((version) => this.group(version, signal)))).flat();
  }

  private group(apiVersion: string, signal: AbortSignal | undefined): Promise<readonly Resource[]> {
    const known = this.known.get(apiVersion);
    if (known !== undefined) return known;
    const asked = this.ask(apiVersion, signal);
    this.known.set(apiVersion, asked);
    asked.catch(() => this.known.delete(apiVersion));
    return asked;
  }

  private async ask(apiVersion: string, signal: AbortSignal | undefined): Promise<readonly Resource[]> {
    try {
      const { resources } = await this.api.request<{ readonly resources: readonly Omit<Resource, 'apiVersion'>[] }>(
        'GET',
        rootOf(apiVersion),
        { signal },
      );
      // `pods/exec` and its like are parts of a resource.
      return resources.filter(({ name }) => !name.includes('/')).map((resource) => ({ ...resource, apiVersion }));
    } catch (error) {
      if (isNotFound(error)) return [];
      throw error;
    }
  }
}

/** `/apis/apps/v1/namespaces/shop/deployments`; without a namespace, the objects of all namespaces. */
export function listPath({ apiVersion, name, namespaced }: Resource, namespace?: string): string {
  const scope = namespaced && namespace !== undefined ? `/namespaces/${encodeURIComponent(namespace)}` : '';
  return `${rootOf(apiVersion)}${scope}/${name}`;
}

function rootOf(apiVersion: string): string {
  return apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}
