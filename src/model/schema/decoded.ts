import { ownKindOf } from '../api-kinds';
import type { Manifest } from '../manifest';
import { decode } from './decode';
import { schemaOf } from './schema-of';

/** A manifest as the API server reads it, without what it cannot read: no field has a type that is not its own, none is null. */
export function decoded(manifest: Manifest): Manifest {
  return decode(manifest, schemaOf(ownKindOf(manifest))).object;
}
