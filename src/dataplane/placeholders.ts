import type { Service } from '../model/objects';
import type { Network } from './network';
import type { RunningPod } from './running-pod';

/** What has an address, to be named by a placeholder. */
export interface Addressed {
  readonly network: Network;
  readonly services: ReadonlyMap<string, Service>;
  readonly pods: ReadonlyMap<string, RunningPod>;
  readonly ingressIP: string;
}

const PLACEHOLDER =
  /\$\{(clusterIP|lbIP|podIP|nodeIP|gatewayIP|podCIDR|outsideIP|externalIP|ingressIP)(Dashed)?(?::([^${}]*))?\}/g;

/**
 * Replaces placeholders for addresses that are known only once there is a cluster: `${clusterIP:ns/service}`,
 * `${lbIP:ns/service}`, `${podIP:ns/pod}`, `${nodeIP:node}`, `${gatewayIP:node}`, `${podCIDR:node}`, `${outsideIP}`,
 * `${externalIP}` (or `${externalIP:host}`), `${ingressIP}`; with `Dashed` after the name the dots become dashes.
 * Everything else in braces belongs to somebody else and stays.
 *
 * @param onUnknown what to do with a placeholder that names nothing; default: it stays
 */
export function expandPlaceholders(
  text: string,
  addressed: Addressed,
  onUnknown: (placeholder: string) => string = (placeholder) => placeholder,
): string {
  return text.replace(PLACEHOLDER, (placeholder, name: string, dashed: string | undefined, of: string | undefined) => {
    const address = addressOf(name, of, addressed);
    if (address === undefined || address === '') return onUnknown(placeholder);
    return dashed === undefined ? address : address.replaceAll('.', '-');
  });
}

function addressOf(name: string, of: string | undefined, addressed: Addressed): string | undefined {
  const { network, services, pods, ingressIP } = addressed;
  switch (name) {
    case 'clusterIP':
      return services.get(of ?? '')?.spec.clusterIP;
    case 'lbIP':
      return services.get(of ?? '')?.status?.loadBalancer?.ingress?.[0]?.ip;
    case 'podIP':
      return pods.get(of ?? '')?.ip;
    case 'nodeIP':
      return network.nodes.get(of ?? '')?.ip;
    case 'gatewayIP':
      return network.nodes.get(of ?? '')?.gatewayIP;
    case 'podCIDR':
      return network.nodes.get(of ?? '')?.podCIDR;
    case 'outsideIP':
      return network.outsideIP;
    case 'externalIP':
      return of === undefined ? [...network.externalHosts.values()][0] : network.externalHosts.get(of.toLowerCase());
    case 'ingressIP':
      return ingressIP;
    default:
      return undefined;
  }
}

/** The placeholder of each address. Where two things share one, the node or the first one names it. */
export function placeholdersByAddress({ network, services, pods, ingressIP }: Addressed): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const add = (address: string | undefined, placeholder: string) => {
    if (address !== undefined && address !== '' && address !== 'None' && !names.has(address)) {
      names.set(address, placeholder);
    }
  };
  for (const { name, ip, gatewayIP } of network.nodes.values()) {
    add(ip, `\${nodeIP:${name}}`);
    add(gatewayIP, `\${gatewayIP:${name}}`);
  }
  add(network.outsideIP, '${outsideIP}');
  for (const [index, [host, address]] of [...network.externalHosts].entries()) {
    add(address, index === 0 ? '${externalIP}' : `\${externalIP:${host}}`);
  }
  add(ingressIP, '${ingressIP}');
  for (const [key, pod] of pods) add(pod.ip, `\${podIP:${key}}`);
  for (const [key, { spec, status }] of services) {
    add(spec.clusterIP, `\${clusterIP:${key}}`);
    add(status?.loadBalancer?.ingress?.[0]?.ip, `\${lbIP:${key}}`);
  }
  return names;
}

const ADDRESS = /(?<![\d.-])(?:\d{1,3}\.){3}\d{1,3}(?![\d-]|\.\d)|(?<![\d.-])(?:\d{1,3}-){3}\d{1,3}(?![\d-])/g;

/** Puts placeholders in place of the addresses in a text, those with dashes included. */
export function abbreviate(text: string, placeholders: ReadonlyMap<string, string>): string {
  return text.replace(ADDRESS, (found) => {
    const dashed = found.includes('-');
    const placeholder = placeholders.get(dashed ? found.replaceAll('-', '.') : found);
    if (placeholder === undefined) return found;
    return dashed ? placeholder.replace(/^\$\{([A-Za-z]+)/, '${$1Dashed') : placeholder;
  });
}
