import type { JsonObject } from '../../../terms/json';
import type { DecodeProblem } from '../decode';
import { decodeMetadata } from '../decode';
import { complete } from './complete';
import type { DefinedVersion } from './definition';
import { fitting } from './fitting';

/** What the API server makes of a custom resource. */
export interface DecodedCustom {
  /** With its defaults, as it goes on to be judged. */
  readonly completed: JsonObject;
  /** The same without what has a wrong type. */
  readonly object: JsonObject;
  readonly problems: readonly DecodeProblem[];
  /** Whether numbers in it were written so that the API server reads them otherwise than JavaScript. */
  readonly hasLiterals: boolean;
}

/** Decodes a custom resource strictly: what is wrong with its metadata ends it, unknown fields come all together. */
export function decodeCustom(manifest: JsonObject, { schema, hasStatus }: DefinedVersion): DecodedCustom {
  const { metadata, ...rest } = manifest;
  const meta = decodeMetadata(metadata);
  const { object, unknown, hasLiterals } = complete(rest, schema);
  const { status, ...body } = object;
  const root = { ...(hasStatus || status === undefined ? body : object), metadata: meta.object };
  const wrong = meta.problems.filter(({ problem }) => problem === 'type');
  const problems = wrong.length > 0 ? wrong : [...meta.problems, ...unknown];
  return {
    completed: root,
    object: { ...fitting(root, schema), metadata: meta.object },
    problems,
    hasLiterals,
  };
}
