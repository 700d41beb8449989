import type { Protocol } from '../model/objects';
import type { Vantage } from '../terms/vantage';
import type { Decision, Flow } from './flow';

/** Decides where packets go: the dataplane. */
export interface Decider {
  connect(flow: Flow): Decision;
}

/** A connection that was tried. */
export interface Dialled {
  readonly flow: Flow;
  readonly decision: Decision;
  /** How many connections show everybody who may answer. */
  readonly choices: number;
}

/**
 * Dials a host by its addresses as clients do: with TCP and SCTP on to the next one where one refuses; UDP has no such
 * answer to go by. Undefined where there is no address.
 */
export function dial(
  from: Vantage,
  { addresses, port, protocol }: { addresses: readonly string[]; port: number; protocol: Protocol },
  decider: Decider,
): Dialled | undefined {
  let dialled: Dialled | undefined;
  for (const address of addresses) {
    const flow: Flow = { from, protocol, address, port };
    const decision = decider.connect(flow);
    dialled = { flow, decision, choices: Math.max(addresses.length, decision.choices ?? 1) };
    if (decision.action !== 'refuse' || protocol === 'UDP') break;
  }
  return dialled;
}
