/**
 * Placeholders name addresses that are known only once there is a cluster: `${clusterIP:shop/web}`, `${nodeIP:worker}`.
 * `lbIP` and `clusterIP` are of a Service, `podIP` of a Pod (`namespace/name`), `nodeIP`, `gatewayIP` (the node's address on
 * its Pods' links) and `podCIDR` of a node; `outsideIP`, `externalIP` and `ingressIP` need no owner.
 */
export type PlaceholderKind =
  'clusterIP' | 'lbIP' | 'podIP' | 'nodeIP' | 'gatewayIP' | 'podCIDR' | 'outsideIP' | 'externalIP' | 'ingressIP';

const PLACEHOLDER =
  /\$\{(clusterIP|lbIP|podIP|nodeIP|gatewayIP|podCIDR|outsideIP|externalIP|ingressIP)(Dashed)?(?::([^${}]*))?\}/g;

export interface Placeholder {
  readonly kind: PlaceholderKind;
  /** Whose address it is; absent for kinds that a cluster has once. */
  readonly of?: string;
  /** Whether the address stands with `-` for `.` and `:`, as in the DNS name of a Pod. */
  readonly dashed: boolean;
}

/** The text of a placeholder: `${podIP:shop/web-0}`. */
export function placeholder(kind: PlaceholderKind, of?: string): string {
  return printPlaceholder({ kind, dashed: false, ...(of === undefined ? {} : { of }) });
}

/** Where the Ingress controller answers. */
export const INGRESS_IP = placeholder('ingressIP');

export function printPlaceholder({ kind, of, dashed }: Placeholder): string {
  return `\${${kind}${dashed ? 'Dashed' : ''}${of === undefined ? '' : `:${of}`}}`;
}

/** A text with each of its placeholders replaced. Anything else in braces belongs to somebody else and stays. */
export function replacePlaceholders(text: string, replace: (found: Placeholder) => string): string {
  if (!text.includes('${')) return text;
  return text.replace(PLACEHOLDER, (_, kind: PlaceholderKind, dashed: string | undefined, of: string | undefined) =>
    replace({ kind, dashed: dashed !== undefined, ...(of === undefined ? {} : { of }) }),
  );
}

/**
 * A text with addresses in place of its placeholders.
 *
 * @param addressOf the address; undefined or empty: there is none
 * @param onUnknown what stands for a placeholder without address. Default: itself
 */
export function expandPlaceholders(
  text: string,
  addressOf: (of: Placeholder) => string | undefined,
  onUnknown: (text: string) => string = (same) => same,
): string {
  return replacePlaceholders(text, (found) => {
    const address = addressOf(found);
    if (address === undefined || address === '') return onUnknown(printPlaceholder(found));
    return found.dashed ? address.replaceAll(/[.:]/g, '-') : address;
  });
}

const ADDRESS = /(?<![\d.-])(?:\d{1,3}\.){3}\d{1,3}(?![\d-]|\.\d)|(?<![\d.-])(?:\d{1,3}-){3}\d{1,3}(?![\d-])/g;

/** Puts placeholders in place of the addresses in a text, those with dashes included. */
export function abbreviate(text: string, placeholders: ReadonlyMap<string, string>): string {
  return text.replace(ADDRESS, (found) => {
    const dashed = found.includes('-');
    const known = placeholders.get(dashed ? found.replaceAll('-', '.') : found);
    if (known === undefined) return found;
    return dashed ? replacePlaceholders(known, (each) => printPlaceholder({ ...each, dashed })) : known;
  });
}
