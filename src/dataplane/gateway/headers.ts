import type { HeaderModifier } from '../../model/gateway/objects';

/** Header fields by name in lower case, with their values in the order in which they were sent. */
export type Headers = Readonly<Record<string, readonly string[]>>;

/** Header fields after modifiers, one after the other; each removes first, then sets, then adds, as Envoy does. */
export function modifiedHeaders(headers: Headers, modifiers: readonly HeaderModifier[]): Headers {
  const changed = new Map(Object.entries(headers));
  for (const { set = [], add = [], remove = [] } of modifiers) {
    for (const name of remove) changed.delete(name.toLowerCase());
    for (const { name = '', value = '' } of set) changed.set(name.toLowerCase(), [value]);
    for (const { name = '', value = '' } of add) {
      changed.set(name.toLowerCase(), [...(changed.get(name.toLowerCase()) ?? []), value]);
    }
  }
  return Object.fromEntries(changed);
}

/** The values of a field as one text; undefined where it was not sent. */
export function headerText(headers: Headers, name: string): string | undefined {
  return headers[name.toLowerCase()]?.join(',');
}
