import type { Probe, ProbeTarget, Verdict } from '../../../probes/probe';
import type { Link } from '../../target';
import type { Addresses } from '../addresses';
import type { Aliases } from '../aliases';
import type { ClusterView } from '../cluster-view';
import type { ProberRequest, RawReply } from '../prober/requests';
import type { Services } from '../services';
import type { Vantage } from '../../../terms/vantage';

/** What evidence is gathered from. */
export interface EvidenceContext {
  readonly view: ClusterView;
  readonly addresses: Addresses;
  readonly aliases: Aliases;
  readonly services: Services;
  ask(from: Vantage, request: ProberRequest): Promise<readonly RawReply[]>;
  observe(probe: Probe): Promise<Verdict>;
  command(node: string, command: readonly string[]): Promise<string>;
}

export async function evidenceFor(
  _probe: Probe & { readonly to: ProbeTarget },
  _context: EvidenceContext,
): Promise<readonly Link[]> {
  return [];
}
