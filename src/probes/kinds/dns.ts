import { printPlaceholder, replacePlaceholders } from '../../terms/placeholders';
import type { RecordsExpectation, SilentExpectation } from '../expectation';
import type { DnsVerdict } from '../probe';
import type { Kind, Located } from './kind';
import { isSame, sorted } from './kind';

/** A name has these records. */
export const dns: Kind<RecordsExpectation | SilentExpectation, DnsVerdict> = {
  describe(expect) {
    return 'data' in expect ? `records ${expect.data.join(', ')}` : `blocked by ${expect.because}`;
  },
  seeks(expect) {
    return 'data' in expect ? 'answer' : 'silence';
  },
  outcomeOf(verdict) {
    return verdict.rcode === 'NOERROR' ? 'records' : verdict.rcode;
  },
  difference(expect, verdict) {
    if (!('data' in expect)) return verdict.rcode === 'TIMEOUT' ? undefined : verdict.rcode;
    if (verdict.rcode !== 'NOERROR') return verdict.rcode;
    if (verdict.records.length === 0) return 'no records';
    const foreign = verdict.records.find((record) => !expect.data.includes(record.data));
    return foreign === undefined ? undefined : `${foreign.type} ${foreign.data}`;
  },
  agree(one, other) {
    return isSame(comparable(one), comparable(other));
  },
};

function comparable({ verdict, workloads }: Located<DnsVerdict>): unknown {
  const named = (text: string) =>
    replacePlaceholders(text, (found) => {
      const isPod = found.kind === 'podIP' && found.of !== undefined;
      return printPlaceholder(isPod ? { ...found, of: workloads[found.of] ?? found.of } : found);
    });
  const records = verdict.records.map(({ name, type, data }) => [named(name), type, named(data)].join(' '));
  return [verdict.rcode, sorted(records)];
}
