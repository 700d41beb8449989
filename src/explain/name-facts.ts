import type { Cluster } from '../dataplane/cluster';
import type { DnsRecord } from '../dataplane/dns/answer';
import { dig } from '../dataplane/dns/lookup';
import { searchOf } from './subject';

/** The records of a name, completed as Pods of the default namespace do, of the types that applications ask for. */
export function nameRecords(name: string, cluster: Cluster): readonly DnsRecord[] {
  const { zone } = cluster.dataplane;
  const ask = (type: string) => dig({ name, type }, searchOf(cluster), (question) => zone.answer(question)).records;
  const records = ['A', 'AAAA', 'CNAME', 'SRV'].flatMap(ask);
  return [...new Map(records.map((record) => [`${record.name} ${record.type} ${record.data}`, record])).values()];
}

/** The name that an address leads back to (PTR), if any. */
export function reverseRecords(address: string, cluster: Cluster): readonly DnsRecord[] {
  return dig({ name: address, type: 'PTR' }, searchOf(cluster), (question) => cluster.resolve(question)).records;
}
