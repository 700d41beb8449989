import { isIP } from 'node:net';
import type { ConnectionTarget, Probe } from '../../../probes/probe';
import { isIngressIP } from '../../../terms/placeholders';
import type { Vantage } from '../../../terms/vantage';
import type { Link } from '../../target';
import { digAnswer } from '../prober/replies';
import type { EvidenceContext } from './evidence-context';
import { gatewayLinks } from './gateway-links';
import { ingressLinks } from './ingress-links';
import { serviceLinks } from './service-links';
import { whyNoAddress } from './why-no-address';
import { broken, unbroken } from './words';

/**
 * The links that a probe goes over, up to and including the first broken one, in the order in which one looks for the cause
 * by hand: does the name resolve, whose address is it, does kube-proxy know it, are there endpoints, do they answer.
 */
export async function evidenceFor(probe: Probe, context: EvidenceContext): Promise<readonly Link[]> {
  const { to } = probe;
  switch (to.kind) {
    case 'env':
      return [];
    case 'request':
      return gatewayLinks(probe, to, context);
    case 'dns':
      return [await nameLink(probe.from, context.addresses.expandKnown(to.dns.name), to.dns.type, context)];
    case 'transport':
    case 'http':
      return connectionLinks(probe, to, context);
  }
}

async function connectionLinks(probe: Probe, to: ConnectionTarget, context: EvidenceContext): Promise<readonly Link[]> {
  let host: string;
  try {
    host = context.addresses.expand(to.host);
  } catch (error) {
    return [broken('address', await whyNoAddress(to.host, (error as Error).message, context))];
  }
  const links: Link[] = [];
  if (isIP(host) === 0) {
    links.push(await nameLink(probe.from, host, 'A', context));
    if (links.some(({ ok }) => !ok)) return links;
  }
  if (isIngressIP(to.host) && to.kind === 'http') {
    return [...links, ...(await ingressLinks(probe, to, context))];
  }
  return [...links, ...(await serviceLinks(probe, to, host, context))];
}

/** Whether a name has records, asked for where the probe comes from. */
async function nameLink(from: Vantage, name: string, type: string, context: EvidenceContext): Promise<Link> {
  const asked = isIP(name) === 0 ? context.aliases.hostInCluster(name) : name;
  let answer;
  try {
    const [reply] = await context.ask(from, { kind: 'dns', name: asked, type });
    answer = reply === undefined ? undefined : digAnswer(reply);
  } catch (error) {
    return broken('name', `${name} could not be asked for: ${(error as Error).message}`);
  }
  const records = answer?.records ?? [];
  if (records.length > 0) return unbroken('name', `${name} resolves to ${records.map(({ data }) => data).join(', ')}`);
  const said = answer === undefined ? 'no DNS server answers' : `${answer.rcode} without records`;
  return broken('name', `${name} ${type} does not resolve: ${said}`);
}
