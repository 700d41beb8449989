import type { PlaceholderKind } from '../terms/placeholders';
import { replacePlaceholders } from '../terms/placeholders';

/** A text with words in place of placeholders: what was asked of a run knows no addresses. */
export function named(text: string): string {
  return replacePlaceholders(text, ({ kind, of, family, dashed }) => {
    const owner = of === undefined ? '' : ` of ${of}`;
    return `the ${family === 'IPv6' ? 'IPv6 ' : ''}${ADDRESSES[kind]}${owner}${dashed ? ', with dashes' : ''}`;
  });
}

const ADDRESSES = {
  clusterIP: 'cluster IP',
  lbIP: 'load balancer IP',
  podIP: 'Pod IP',
  nodeIP: 'node IP',
  gatewayIP: 'gateway IP',
  gateway: 'address',
  podCIDR: 'Pod CIDR',
  outsideIP: 'client IP',
  externalIP: 'external IP',
  ingressIP: 'IP of the Ingress controller',
} as const satisfies Readonly<Record<PlaceholderKind, string>>;
