import { parseCidr, cidrContains } from '../../../src/terms/cidr';
import { parseIP } from '../../../src/terms/ip';

/** A packet, as far as kube-proxy's rules look at it. */
export interface TestPacket {
  readonly source: string;
  readonly destination: string;
  readonly protocol: string;
  readonly port: number;
  readonly marked: boolean;
}

interface Rule {
  readonly text: string;
  readonly target: string;
}

/** What a chain does in the end: each way that chance may take. */
type Ending = { readonly packet: TestPacket; readonly verdict?: string };

/** Reads what `iptables-save` printed and does what the kernel does with the first packet of a connection. */
export class IptablesMachine {
  private readonly chains = new Map<string, Rule[]>();

  /** @param isLocal whether an address is one of the node */
  constructor(
    lines: readonly string[],
    private readonly isLocal: (address: string) => boolean,
  ) {
    for (const line of lines) {
      const [, chain = '', text = ''] = /^-A (\S+) (.*)$/.exec(line) ?? [];
      const rules = this.chains.get(chain) ?? [];
      this.chains.set(chain, [...rules, { text, target: / -j (\S+)/.exec(` ${text}`)?.[1] ?? '' }]);
    }
  }

  run(chain: string, packet: TestPacket): readonly Ending[] {
    return this.from(this.chains.get(chain) ?? [], packet);
  }

  private from([rule, ...rest]: readonly Rule[], packet: TestPacket): readonly Ending[] {
    if (rule === undefined) return [{ packet }];
    if (!this.matches(rule.text, packet)) return this.from(rest, packet);
    const taken = this.jump(rule, packet).flatMap((ending) =>
      ending.verdict === undefined ? this.from(rest, ending.packet) : [ending],
    );
    return rule.text.includes('--mode random') ? [...taken, ...this.from(rest, packet)] : taken;
  }

  private jump({ target, text }: Rule, packet: TestPacket): readonly Ending[] {
    switch (target) {
      case '':
        return [{ packet }];
      case 'RETURN':
        return [{ packet, verdict: 'RETURN' }];
      case 'MARK':
        return [{ packet: { ...packet, marked: true } }];
      case 'DNAT': {
        const [, destination = '', port = ''] = /--to-destination (\S+):(\d+)/.exec(text) ?? [];
        return [{ packet: { ...packet, destination, port: Number(port) }, verdict: 'DNAT' }];
      }
      case 'ACCEPT':
      case 'DROP':
      case 'REJECT':
        return [{ packet, verdict: target }];
      default:
        return this.run(target, packet).map(({ packet: after, verdict }) =>
          verdict === undefined || verdict === 'RETURN' ? { packet: after } : { packet: after, verdict },
        );
    }
  }

  private matches(text: string, { source, destination, protocol, port, marked }: TestPacket): boolean {
    const value = (pattern: RegExp) => pattern.exec(text)?.[1];
    const [notFrom, from] = [value(/! -s (\S+)/), value(/(?:^|[^!] )-s (\S+)/)];
    const [to, dport] = [value(/-d (\S+)/), value(/--dport (\d+)/)];
    return [
      notFrom === undefined || !isIn(source, notFrom),
      from === undefined || isIn(source, from),
      to === undefined || isIn(destination, to),
      (value(/-p (\S+)/) ?? protocol) === protocol,
      dport === undefined || Number(dport) === port,
      !text.includes('--dst-type LOCAL') || this.isLocal(destination),
      !text.includes('--src-type LOCAL') || this.isLocal(source),
      !/--ctstate (?:INVALID|RELATED)/.test(text),
      !text.includes('--mark') || text.includes('! --mark') !== marked,
      // Nobody came before.
      !text.includes('--rcheck'),
    ].every(Boolean);
  }
}

function isIn(address: string, range: string): boolean {
  const [cidr, ip] = [parseCidr(range), parseIP(address)];
  return cidr !== undefined && ip !== undefined && cidrContains(cidr, ip);
}
