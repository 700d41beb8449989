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

/** The request as a Pod saw it, in the same responses: JSON of method, host, path, headers and TLS server name, as a URI component. */
export const SEEN_REQUEST = 'x-seen-request';

/** How long, in milliseconds, a Pod would have taken for its answer: nobody waits here. */
export const TOOK = 'x-took';

/** Who else got a request, and the path that they saw: JSON. */
export const COPIED = 'x-copied';

/** The datagram that asks for both, in this order; `netexec` itself does not know this command. */
export const WHO_AND_WHOM = 'who-and-whom';

/** `namespace/name` of a Pod, the name of an external host; undefined for all others. */
export function identityOf(listener: Listener): string | undefined {
  if (listener.type === 'pod') return listener.pod;
  return listener.type === 'externalHost' ? listener.name : undefined;
}
