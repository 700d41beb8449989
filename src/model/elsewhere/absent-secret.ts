import { append } from '../../terms/maps';
import { mistyped } from '../../terms/nearest';
import { keyOf } from '../../terms/object-ref';
import { listed } from '../../terms/sentence';
import type { NetworkModel } from '../network-model';
import type { Ingress, Secret } from '../objects';
import { makerOfSecret } from '../secret-makers';
import { viewOf } from '../view';
import type { Elsewhere, World } from './world';
import { externalTo, mayBeOneNamespace } from './world';

/**
 * A TLS Secret of an Ingress or a Gateway that may well be made by somebody else: by a custom resource or a controller, or by hand, as it
 * is secret. Undefined where it is in the input, or the input shows that another one was meant.
 */
export function secretElsewhere(
  world: World,
  namespace: string,
  name: string,
  owner: Pick<Ingress, 'metadata'>,
): Elsewhere | undefined {
  const { model } = world;
  if (model.secrets.has(keyOf(namespace, name))) return undefined;
  if (externalTo(world).has('Secret', namespace, name)) {
    return { why: `Secret ${keyOf(namespace, name)} is said to be external.`, remedy: 'external' };
  }
  const maker = makerOfSecret(model, namespace, name, owner);
  if (maker !== undefined) return { why: `It is made by ${maker}.`, remedy: 'external' };
  const others = secretsNamed(model, name).map(({ metadata }) => metadata.namespace ?? '');
  if (others.some((other) => mayBeOneNamespace(world, namespace, other))) {
    const why = `There is one in namespace ${listed(others)}; it may be the same, as not all objects name theirs.`;
    return { why, remedy: 'namespace' };
  }
  if (isOutOfReach(model, name) || secretMeant(model, namespace, name) !== undefined) return undefined;
  return { why: 'Nothing in the input makes it; Secrets are often made by hand.', remedy: 'external' };
}

/** Whether Secrets of a name are in other namespaces alone, and nothing copies them. */
export function isOutOfReach(model: NetworkModel, name: string): boolean {
  const copies = secretsNamed(model, name);
  return copies.length > 0 && !copies.some(isCopied);
}

/** The Secret of a namespace that was meant by a mistyped name. */
export function secretMeant(model: NetworkModel, namespace: string, name: string): string | undefined {
  return mistyped(name, secretNames(model).byNamespace.get(namespace) ?? []);
}

/** The first Secrets of a name, whatever their namespaces. */
export function secretsNamed(model: NetworkModel, name: string): readonly Secret[] {
  return secretNames(model).byName.get(name) ?? [];
}

function isCopied({ metadata }: Secret): boolean {
  return Object.keys(metadata.annotations ?? {}).some((key) => COPIES.test(key));
}

/** Annotations of tools that copy a Secret into other namespaces. */
const COPIES = /reflect|replicat|copy|kubed|mirror|sync/;

const secretNames = viewOf((model: NetworkModel) => {
  const byName = new Map<string, Secret[]>();
  const byNamespace = new Map<string, string[]>();
  for (const secret of model.secrets.values()) {
    const { name = '', namespace = '' } = secret.metadata;
    byName.set(name, [...(byName.get(name) ?? []), secret].slice(0, 5));
    append(byNamespace, namespace, name);
  }
  return { byName, byNamespace };
});
