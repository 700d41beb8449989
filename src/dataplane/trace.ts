import type { Dataplane } from './dataplane';
import type { Decision, Flow } from './flow';

/** One link of the way from a client to a Pod. */
export interface Link {
  readonly link: 'name' | 'address' | 'rules' | 'endpoints' | 'pod' | 'port' | 'route';
  readonly ok: boolean;
  readonly detail: string;
}

/** The links from an address to a Pod, up to and including the first broken one. */
export function traceFlow(_flow: Flow, _dataplane: Dataplane, decision: Decision): readonly Link[] {
  return [{ link: 'rules', ok: decision.action === 'deliver', detail: decision.reason }];
}
