import type { Link } from '../../target';
import type { EvidenceContext } from './evidence-context';

export function unbroken(link: Link['link'], detail: string): Link {
  return { link, ok: true, detail };
}

export function broken(link: Link['link'], detail: string): Link {
  return { link, ok: false, detail };
}

/** The last things that happened to an object, in one line; empty when nothing is known. */
export async function eventsOn(
  kind: string,
  namespace: string,
  name: string,
  { aliases, events }: Pick<EvidenceContext, 'aliases' | 'events'>,
): Promise<string> {
  const all = await events(kind, aliases.namespaceInCluster(namespace), name);
  return all.slice(-2).join('; ');
}
