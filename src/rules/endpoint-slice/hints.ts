import { dnsSubdomainErrors } from '../../terms/dns-name';
import { labelValueErrors } from '../../terms/qualified-name';
import type { Cursor, Finding } from '../cursor';
import { endpointSlice } from '../example';
import { defineRule } from '../rule';
import { endpointsOf } from './endpoints-of';

/** Of zones, and of nodes. */
const MAX_HINTS = 8;

export const hints = defineRule({
  id: 'endpoint-slice/hints',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['EndpointSlice'],
  summary: 'An endpoint is hinted for at most 8 zones and 8 nodes, each named once.',
  why: 'kube-apiserver refuses others (validateHints in pkg/apis/discovery/validation).',
  fix: 'Name each zone and node once; leave the hints out for an endpoint that is meant for everybody.',
  passing: [{ title: 'A zone', manifests: withHints('forZones: [{ name: a }]') }],
  failing: [
    {
      title: 'A zone twice',
      manifests: withHints('forZones: [{ name: a }, { name: a }]'),
      path: 'endpoints[0].hints.forZones[1].name',
      kind: 'Duplicate',
    },
    {
      title: 'No name of a node',
      manifests: withHints('forNodes: [{ name: Worker }]'),
      path: 'endpoints[0].hints.forNodes[0].name',
      kind: 'Invalid',
    },
    {
      title: 'Nine zones',
      manifests: withHints(`forZones: [${[...'abcdefghi'].map((zone) => `{ name: ${zone} }`).join(', ')}]`),
      path: 'endpoints[0].hints.forZones',
      kind: 'TooMany',
    },
  ],
  *check(object, { minor }) {
    for (const endpoint of endpointsOf(object)) {
      const zones = endpoint.at('hints', 'forZones');
      const nodes = endpoint.at('hints', 'forNodes');
      const [zoneCount, nodeCount] = [zones.items().length, nodes.items().length];
      // Too many zones are all that the API server then says of the hints.
      if (zoneCount > MAX_HINTS) yield zones.tooMany(zoneCount, MAX_HINTS);
      else {
        yield* checkNames(zones, (name) => labelValueErrors(name, minor));
        if (nodeCount > MAX_HINTS) yield nodes.tooMany(nodeCount, MAX_HINTS);
        else yield* checkNames(nodes, dnsSubdomainErrors);
      }
    }
  },
});

function* checkNames(list: Cursor, errorsOf: (name: string) => readonly string[]): Iterable<Finding> {
  const seen = new Set<string>();
  for (const item of list.items()) {
    const name = item.at('name');
    if (seen.has(name.text)) yield name.duplicate({}, name.text);
    seen.add(name.text);
    for (const error of errorsOf(name.text)) yield name.invalid(error, {}, name.text);
  }
}

function withHints(text: string): string {
  return endpointSlice(`addressType: IPv4\nendpoints: [{ addresses: [10.1.2.3], hints: { ${text} } }]`);
}
