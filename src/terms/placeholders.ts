import type { IPFamily } from './ip';

/**
 * Placeholders name addresses that are known only once there is a cluster: `${clusterIP:shop/web}`, `${nodeIP:worker}`.
 * `lbIP` and `clusterIP` are of a Service, `podIP` of a Pod (`namespace/name`), `nodeIP`, `gatewayIP` (the node's address on
 * its Pods' links) and `podCIDR` of a node, `gateway` of a Gateway; `outsideIP`, `externalIP` and `ingressIP` need no owner. They stand for IPv4
 * addresses; with a 6 behind the kind (`${clusterIP6:shop/web}`) for IPv6 ones.
 */
export type PlaceholderKind =
  | 'clusterIP'
  | 'lbIP'
  | 'podIP'
  | 'nodeIP'
  | 'gatewayIP'
  | 'gateway'
  | 'podCIDR'
  | 'outsideIP'
  | 'externalIP'
  | 'ingressIP';

const PLACEHOLDER =
  /\$\{(clusterIP|lbIP|podIP|nodeIP|gatewayIP|gateway|podCIDR|outsideIP|externalIP|ingressIP)(Dashed)?(6)?(?::([^${}]*))?\}/g;

export interface Placeholder {
  readonly kind: PlaceholderKind;
  /** Whose address it is; absent for kinds that a cluster has once. */
  readonly of?: string;
  readonly family: IPFamily;
  /** Whether the address stands with `-` for `.` and `:`, as in the DNS name of a Pod. */
  readonly dashed: boolean;
}

/** The text of a placeholder: `${podIP:shop/web-0}`, `${podIP6:shop/web-0}`. */
export function placeholder(kind: PlaceholderKind, of?: string, family: IPFamily = 'IPv4'): string {
  return printPlaceholder({ kind, family, dashed: false, ...(of === undefined ? {} : { of }) });
}

/** Where the Ingress controller answers over IPv4. */
export const INGRESS_IP = placeholder('ingressIP');

/** Whether a host is the Ingress controller, over either family. */
export function isIngressIP(host: string): boolean {
  return host === INGRESS_IP || host === placeholder('ingressIP', undefined, 'IPv6');
}

export function printPlaceholder({ kind, of, family, dashed }: Placeholder): string {
  return `\${${kind}${dashed ? 'Dashed' : ''}${family === 'IPv6' ? '6' : ''}${of === undefined ? '' : `:${of}`}}`;
}

/** A text with each of its placeholders replaced. Anything else in braces belongs to somebody else and stays. */
export function replacePlaceholders(text: string, replace: (found: Placeholder) => string): string {
  if (!text.includes('${')) return text;
  return text.replace(PLACEHOLDER, (_, kind: PlaceholderKind, dashed?: string, six?: string, of?: string) =>
    replace({
      kind,
      family: six === undefined ? 'IPv4' : 'IPv6',
      dashed: dashed !== undefined,
      ...(of === undefined ? {} : { of }),
    }),
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

const IPV4 = /(?<![\d.-])(?:\d{1,3}\.){3}\d{1,3}(?![\d-]|\.\d)|(?<![\d.-])(?:\d{1,3}-){3}\d{1,3}(?![\d-])/g;
const IPV6 =
  /(?<![\w:])[\da-f]{0,4}(?::[\da-f]{0,4}){2,7}(?![\w:])|(?<![\w-])[\da-f]{0,4}(?:-[\da-f]{0,4}){2,7}(?![\w-])/g;

/** Puts placeholders in place of the addresses in a text, those with dashes included. */
export function abbreviate(text: string, placeholders: ReadonlyMap<string, string>): string {
  return text.replace(IPV4, nameOf('.', placeholders)).replace(IPV6, nameOf(':', placeholders));
}

function nameOf(separator: '.' | ':', placeholders: ReadonlyMap<string, string>): (found: string) => string {
  return (found) => {
    const dashed = found.includes('-');
    const known = placeholders.get(dashed ? found.replaceAll('-', separator) : found);
    if (known === undefined) return found;
    return dashed ? replacePlaceholders(known, (each) => printPlaceholder({ ...each, dashed })) : known;
  };
}
