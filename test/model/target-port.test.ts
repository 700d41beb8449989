import { NetworkModel } from '../../src/model/network-model';
import { describePorts, targetPortIn } from '../../src/model/target-port';

const workloads = NetworkModel.of(
  [
    [{ name: 'http', containerPort: 8080 }],
    [{ name: 'http', containerPort: 8081 }],
    [{ name: 'http', containerPort: 9090, protocol: 'UDP' }],
    [{ name: 'other', containerPort: 7070 }],
    [],
  ].map((ports, index) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `p${index}`, namespace: 'shop' },
    spec: { containers: [{ name: 'c', ports }] },
  })),
).workloads;

const names = (list: readonly { readonly ref: { readonly name: string } }[]) => list.map(({ ref }) => ref.name);

describe('a target port', () => {
  it('is found by name and protocol, and may be another number in every workload', () => {
    const found = targetPortIn(workloads, 'http', 'TCP');
    expect(names(found.declaredBy)).toEqual(['p0', 'p1']);
    expect(found.numbers).toEqual([8080, 8081]);
    expect(found.otherProtocol.map(({ workload, protocol }) => [workload.ref.name, protocol])).toEqual([['p2', 'UDP']]);
    expect(names(found.lackedBy)).toEqual(['p3']);
    expect(names(found.silent)).toEqual(['p4']);
  });

  it('is a number, declared or not', () => {
    const found = targetPortIn(workloads, 8081, 'TCP');
    expect(names(found.declaredBy)).toEqual(['p1']);
    expect(found.numbers).toEqual([8081]);
  });

  it.each(['http', 'other', 'none', 8081, 9090, 1])('%p is found among many workloads as among few', (target) => {
    const many = [1, 2, 3].flatMap(() => workloads);
    const { numbers, ...few } = targetPortIn(workloads, target, 'TCP');
    const found = targetPortIn(many, target, 'TCP');
    expect(found.numbers).toEqual(numbers);
    for (const [key, list] of Object.entries(few)) {
      expect(found[key as keyof typeof few]).toEqual([1, 2, 3].flatMap((): readonly unknown[] => list));
    }
  });

  it('is described by what the containers call their ports', () => {
    expect(workloads.map(describePorts)).toEqual([
      'container c has http 8080',
      'container c has http 8081',
      'container c has http 9090/UDP',
      'container c has other 7070',
      'container c has no ports',
    ]);
  });
});
