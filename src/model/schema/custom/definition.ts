import type { Structural } from './structural';

/** How the API server takes custom resources of one group and kind. */
export interface Definition {
  readonly group: string;
  readonly kind: string;
  readonly scope: 'Namespaced' | 'Cluster';
  /** The versions that are served. */
  readonly versions: ReadonlyMap<string, DefinedVersion>;
}

export interface DefinedVersion {
  readonly schema: Structural;
  /** Whether `status` is a subresource, which creates leave alone. */
  readonly hasStatus: boolean;
}
