import type { Listener } from '../../../dataplane/flow';

/**
 * Who answers, in every HTTP response of a Pod or an external host: a host name alone does not tell Pods of two
 * namespaces apart.
 */
export const ANSWERED_BY = 'x-answered-by';

/** The address that they see as their client's, in the same responses. */
export const SEEN_CLIENT = 'x-seen-client';

/** The path and query that they are asked for, in the same responses. */
export const SEEN_PATH = 'x-seen-path';

/** The datagram that asks for both, in this order; `netexec` itself does not know this command. */
export const WHO_AND_WHOM = 'who-and-whom';

/** `namespace/name` of a Pod, the name of an external host; undefined for all others. */
export function identityOf(listener: Listener): string | undefined {
  if (listener.type === 'pod') return listener.pod;
  return listener.type === 'externalHost' ? listener.name : undefined;
}
