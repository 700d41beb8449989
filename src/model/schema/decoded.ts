import { stringOr } from '../../terms/json';
import { groupOf, isGatewayGroup, ownKindOf } from '../api-kinds';
import type { Manifest } from '../manifest';
import { decodeCustom } from './custom/decode-custom';
import { gatewayDefinitions } from './custom/gateway-definitions';
import { decode } from './decode';
import { schemaOf } from './schema-of';

/** A manifest as the API server reads it, without what it cannot read: no field has a type that is not its own, none is null. */
export function decoded(manifest: Manifest): Manifest {
  const apiVersion = stringOr(manifest.apiVersion);
  const group = groupOf(apiVersion);
  if (!isGatewayGroup(group)) return decode(manifest, schemaOf(ownKindOf(manifest))).object;
  // All versions of a kind have one schema, and this channel has all fields.
  const definition = gatewayDefinitions({ version: 'v1.7', channel: 'experimental' }, group, stringOr(manifest.kind));
  const [version] = definition?.versions.values() ?? [];
  return version === undefined ? decode(manifest, schemaOf(undefined)).object : decodeCustom(manifest, version).object;
}
