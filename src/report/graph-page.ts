import { layOut } from '../graph/layout/lay-out';
import type { NetworkMap } from '../graph/network-map';
import type { PageData } from './page-data';

/** The page of a map. */
export function graphPage(map: NetworkMap): PageData {
  return {
    title: 'Map of the network',
    facts: [`${map.nodes.length} objects and clients`],
    notes: [],
    drawing: layOut(map),
  };
}
