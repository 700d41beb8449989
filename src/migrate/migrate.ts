import { sideOptionsOf } from '../diff/cluster-side';
import type { Manifest } from '../model/manifest';
import { refOf } from '../model/manifest';
import type { CheckOptions } from '../rules/check-options';
import { resolveCheckOptions } from '../rules/check-options';
import { keyOf } from '../terms/object-ref';
import { AskedSide } from './proof/asked-side';
import type { Accepted, Proof } from './proof/proof';
import { prove } from './proof/proof';
import type { TranslateOptions } from './translate';
import { translate } from './translate';

/** What a migration is made for. */
export interface MigrateOptions extends TranslateOptions {
  /** The cluster that the manifests are meant for. Default: that of `check`. */
  readonly cluster?: Omit<CheckOptions, 'rules' | 'acknowledge' | 'severities'>;
  /** Why differences are all right, by their names. Default: none are. */
  readonly accept?: Accepted;
}

/** Objects in place of Ingresses, and the proof of what they do. */
export interface Migration {
  /** New objects alone. */
  readonly manifests: readonly Manifest[];
  /** How many Ingresses they stand for. */
  readonly ingresses: number;
  readonly proof: Proof;
}

/**
 * Gateways and routes for the Ingresses among some manifests, and what becomes of every request that routes of either side tell
 * apart. Nothing is deployed.
 *
 * @throws OptionsError for options that cannot be used
 */
export function migrate(
  manifests: readonly Manifest[],
  { cluster = {}, accept = {}, ...options }: MigrateOptions,
): Migration {
  const side = sideOptionsOf(resolveCheckOptions(cluster, manifests).cluster);
  const before = new AskedSide(manifests, side);
  const translation = translate(before.model, before.cluster, options);
  const { ingresses, notes } = translation;
  const after = new AskedSide(
    [...withoutIngresses(manifests, ingresses, side.namespace), ...translation.manifests],
    side,
  );
  return { manifests: translation.manifests, ingresses: ingresses.size, proof: prove(before, after, notes, accept) };
}

/** Everything but some Ingresses. */
export function withoutIngresses(
  manifests: readonly Manifest[],
  keys: ReadonlySet<string>,
  namespace: string,
): readonly Manifest[] {
  return manifests.filter((manifest) => {
    const { kind, namespace: own, name } = refOf(manifest, namespace);
    return kind !== 'Ingress' || !keys.has(keyOf(own, name));
  });
}
