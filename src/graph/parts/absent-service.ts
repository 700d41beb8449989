import type { MapNode } from '../network-map';
import { serviceId } from './services';

/** A Service of which only the key (`shop/web`) is known, from what leads to it. */
export function absentService(key: string): MapNode {
  const [namespace = '', name = ''] = key.split('/');
  const problem = `the input does not hold Service ${key}`;
  return { id: serviceId(key), tier: 'service', kind: 'Service', namespace, name, facts: [], problem };
}
