import type { EvidenceContext } from './evidence-context';
import { eventsOn } from './words';

/** Why a placeholder stands for nothing: nobody gave out the address. */
export async function whyNoAddress(
  host: string,
  reason: string,
  context: Pick<EvidenceContext, 'aliases' | 'events'>,
): Promise<string> {
  const [, kind, key = ''] = /^\$\{(\w+)(?::(.*))?\}$/.exec(host) ?? [];
  if (kind === 'ingressIP') return 'no Ingress has an address in its status: no controller serves it';
  if (kind !== 'lbIP') return reason;
  const [namespace = '', name = ''] = key.split('/');
  const events = await eventsOn('Service', namespace, name, context);
  return `Service ${key} has no load balancer address${events === '' ? ': no provider gave it one' : `: ${events}`}`;
}
