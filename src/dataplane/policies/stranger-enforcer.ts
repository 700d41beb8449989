import type { Hosts } from '../hosts';
import type { Journey } from '../journey';
import { describePod } from './describe-ruling';
import type { Enforcer } from './enforcer';
import type { PolicyEngine } from './policy-engine';
import type { Enforcement, Ruling } from './ruling';

/** Judges clients that stand in for somebody who runs elsewhere, under labels that nobody knows; leaves all others to `own`. */
export class StrangerEnforcer implements Enforcer {
  constructor(
    private readonly own: Enforcer,
    private readonly engine: PolicyEngine,
    private readonly hosts: Hosts,
  ) {}

  judge(journey: Journey): Enforcement | undefined {
    const { client, passages } = journey;
    const packet = passages.at(-1)?.packet;
    if (client.place !== 'pod' || client.elsewhere === undefined || packet === undefined)
      return this.own.judge(journey);
    const { destination: address, protocol, port } = packet;
    const pod = this.hosts.podAt(address)?.pod;
    if (pod === undefined) return undefined;
    const ruling = this.engine.rule('Ingress', {
      source: { address: '' },
      destination: { address, pod },
      protocol,
      port,
    });
    if (ruling === undefined) return undefined;
    const rulings = [ruling];
    if (ruling.by !== undefined) return { verdict: 'allowed', rulings };
    if (!this.mayAdmit(ruling)) return { verdict: 'denied', rulings };
    const open = `whether the policies of ${describePod(pod)} let it in where it runs`;
    return { verdict: 'depends', rulings, open, on: client.elsewhere };
  }

  /** Whether a rule for the port is about other namespaces, or about addresses. */
  private mayAdmit({ policies, connection }: Ruling): boolean {
    return policies.some(({ ingress }) =>
      ingress.some(
        (rule) =>
          this.engine.admitsPort(rule, connection) &&
          rule.peers.some(({ namespaceSelector, ipBlock }) => namespaceSelector !== undefined || ipBlock !== undefined),
      ),
    );
  }
}
