import { entryOf } from '../terms/maps';
import { listed } from '../terms/sentence';
import type { MapNode } from './network-map';

/** Those whom a client stands among: all nodes, or the Pods of its namespace. */
export function crowdOf(id: string): string {
  const [place, kind = '', namespace = ''] = id.split('/');
  return place === 'outside' ? id : kind === 'Node' ? 'clients/nodes' : `clients/Pods/${namespace}`;
}

/** Clients, one by one and together. */
export class Crowds {
  private readonly members = new Map<string, Set<string>>();

  constructor(ids: readonly string[]) {
    for (const id of ids) entryOf(this.members, crowdOf(id), () => new Set()).add(id);
  }

  one(id: string): MapNode {
    const [place, kind = '', ...path] = id.split('/');
    if (place === 'outside')
      return { id, tier: 'outside', kind: 'client', name: id.replace('/', ' '), facts: ['beyond the cluster'] };
    if (kind === 'Node') return { id, tier: 'outside', kind: 'Node', name: path.join('/'), facts: ['its processes'] };
    const [namespace = '', ...name] = path;
    return { id, tier: 'clients', kind, namespace, name: name.join('/'), facts: ['its Pods'] };
  }

  whole(id: string): MapNode {
    const crowd = crowdOf(id);
    const members = [...(this.members.get(crowd) ?? [])];
    if (members.length < 2) return this.one(id);
    const names = members.map((member) => this.one(member).name);
    const { tier, namespace } = this.one(id);
    const [kind, name] = tier === 'outside' ? ['Nodes', 'nodes'] : ['Pods', 'workloads'];
    return {
      id: crowd,
      tier,
      kind,
      name: `${members.length} ${name}`,
      facts: [listed(names, 3)],
      members: names,
      ...(namespace === undefined ? {} : { namespace }),
    };
  }
}
