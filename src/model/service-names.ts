import { append } from '../terms/maps';
import type { NetworkModel } from './network-model';
import { viewOf } from './view';

/** Names of the Services of a namespace. */
export function serviceNamesOf(model: NetworkModel, namespace: string): ReadonlySet<string> {
  return byNamespace(model).get(namespace) ?? NONE;
}

/** Namespaces in which there is a Service of that name. */
export function namespacesOf(model: NetworkModel, service: string): readonly string[] {
  return byName(model).get(service) ?? [];
}

const NONE: ReadonlySet<string> = new Set();

const byNamespace = viewOf((model: NetworkModel) => {
  const names = new Map<string, Set<string>>();
  for (const key of model.services.keys()) {
    const [namespace, name] = split(key);
    const known = names.get(namespace);
    if (known === undefined) names.set(namespace, new Set([name]));
    else known.add(name);
  }
  return names;
});

const byName = viewOf((model: NetworkModel) => {
  const namespaces = new Map<string, string[]>();
  for (const key of model.services.keys()) {
    const [namespace, name] = split(key);
    append(namespaces, name, namespace);
  }
  return namespaces;
});

function split(key: string): readonly [string, string] {
  const slash = key.indexOf('/');
  return [key.slice(0, slash), key.slice(slash + 1)];
}
