import type { RouteRule } from './objects';

/**
 * What of a rule is known to the controller of its Gateway alone: what filters and backends of kinds of its own do. Undefined: it
 * means what the Gateway API says.
 */
export function leftIn({ filters = [], backendRefs = [] }: RouteRule): string | undefined {
  const asked = backendRefs.filter(({ weight = 1 }) => weight > 0);
  const own = asked.find(({ kind = 'Service', group = '' }) => kind !== 'Service' || group !== '');
  if (own !== undefined) return `what serves ${own.kind ?? ''} ${own.name ?? ''}`;
  const extension = [filters, ...asked.map((ref) => ref.filters ?? [])]
    .flat()
    .find(({ type }) => type === 'ExtensionRef');
  if (extension === undefined) return undefined;
  const { kind = '', name = '' } = extension.extensionRef ?? {};
  return `what ${kind} ${name} does`;
}
