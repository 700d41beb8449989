import { serviceVariables } from '../../../model/environment';
import type { NetworkModel } from '../../../model/network-model';
import type { Service } from '../../../model/objects';
import { isHeadless, servicePorts } from '../../../model/service';
import { viewOf } from '../../../model/view';
import { keyOf } from '../../../terms/object-ref';

/** A Service that a variable would come from. */
export interface VariableOwner {
  /** `namespace/name`. */
  readonly key: string;
  readonly service: Service;
}

/**
 * The Services of a namespace after which a variable is called (`WEB_SERVICE_HOST` after web), whether or not they give
 * that very variable. Empty for names that no variable of a Service has.
 */
export function namesakesOf(
  world: { readonly model: NetworkModel },
  namespace: string,
  variable: string,
): readonly VariableOwner[] {
  const prefixes = /^[A-Z][A-Z0-9_]*$/.test(variable) ? FORMS.flatMap((form) => prefixOf(variable, form)) : [];
  if (prefixes.length === 0) return [];
  const owners = ownersByPrefix(world.model);
  return prefixes.flatMap((prefix) => owners.get(keyOf(namespace, prefix)) ?? []);
}

/** Whether a Service gives Pods this variable. */
export function gives({ service }: VariableOwner, variable: string): boolean {
  return Object.hasOwn(variablesOf(service), variable);
}

/** What follows the name of the Service. */
const FORMS = [/_SERVICE_(?:HOST|PORT)(?:_.|$)/, /_PORT(?:_\d+_(?:TCP|UDP|SCTP)(?:_(?:PROTO|PORT|ADDR))?)?$/];

function prefixOf(variable: string, form: RegExp): readonly string[] {
  const end = variable.search(form);
  return end < 1 ? [] : [variable.slice(0, end)];
}

const ownersByPrefix = viewOf((model: NetworkModel) => {
  const owners = new Map<string, VariableOwner[]>();
  for (const [key, service] of model.services) {
    const prefixed =
      key.slice(0, key.indexOf('/') + 1) +
      key
        .slice(key.indexOf('/') + 1)
        .toUpperCase()
        .replaceAll('-', '_');
    const known = owners.get(prefixed);
    if (known === undefined) owners.set(prefixed, [{ key, service }]);
    else known.push({ key, service });
  }
  return owners;
});

/** Any address will do: only the names count. */
const variablesOf = viewOf(({ metadata, spec }: Service): Readonly<Record<string, string>> =>
  isHeadless(spec) || spec.type === 'ExternalName'
    ? {}
    : serviceVariables(metadata.name ?? '', '0.0.0.0', servicePorts(spec)),
);
