import { isDeepStrictEqual } from 'node:util';
import type { ApiObjectProps } from 'cdk8s';
import { ApiObject, App, Chart } from 'cdk8s';
import type { Diagnostic } from '../diagnostics/diagnostic';
import type { Manifest } from '../model/manifest';
import { refOf } from '../model/manifest';
import type { Acknowledgement } from '../rules/acknowledgement';
import { checkManifests } from '../rules/check-manifests';
import { withoutNulls } from '../terms/json';
import { describeRef, keyOf } from '../terms/object-ref';
import { chartCode } from './chart-code';
import { sortManifests } from './declared-objects';
import { manifestsText } from './manifests-text';

/** An app whose synthesis is what some manifests are. */
export interface WrittenApp {
  /** Texts by path. */
  readonly files: Readonly<Record<string, string>>;
  /** How many objects constructs declare, and how many are left as they are. */
  readonly declared: number;
  readonly others: number;
  /** What is acknowledged so that the app synthesizes. */
  readonly acknowledged: readonly Acknowledgement[];
  /** Why the app does not synthesize all the same: what the API server refuses. */
  readonly refused: readonly Diagnostic[];
}

/** An object that cdk8s cannot hold, so that no app can synthesize it. */
export class NoObjectError extends Error {
  override readonly name = 'NoObjectError';

  constructor(object: string) {
    super(`cdk8s cannot hold ${object}: correct what check says of it, or leave it out`);
  }
}

/**
 * @param namespace of objects that name none
 * @throws NoObjectError
 */
export function appFrom(given: readonly Manifest[], namespace: string): WrittenApp {
  // Neither cdk8s nor the API server keeps nulls.
  const manifests = given.map((manifest) => withoutNulls(manifest) as Manifest);
  const errors = checkManifests(manifests, { namespace }).filter(({ severity }) => severity === 'error');
  const refused = errors.filter(({ source }) => source === 'apiserver');
  const { declared, others } = sortManifests(manifests, namespace, refused);
  const isAltered = others.map((manifest) => isWrittenOtherwise(manifest, namespace));
  const file = others.length === 0 ? undefined : OTHERS;
  const acknowledged = errors.filter(({ source }) => source !== 'apiserver').map(acknowledgementOf);
  return {
    files: {
      'network.ts': chartCode({ declared, others: file, isAltered: isAltered.some((each) => each), namespace }),
      'test/expected.yaml': manifestsText(manifests),
      ...(file === undefined ? {} : { [file]: manifestsText(others) }),
    },
    declared: declared.length,
    others: others.length,
    acknowledged,
    refused,
  };
}

function acknowledgementOf({ rule, object: { kind, namespace, name }, path, detail }: Diagnostic): Acknowledgement {
  return { rule, object: `${kind}/${keyOf(namespace, name)}`, reason: `to be looked at: ${path}: ${detail}` };
}

/** Whether cdk8s writes an object otherwise: without empty labels and annotations. */
function isWrittenOtherwise(manifest: Manifest, namespace: string): boolean {
  return !isDeepStrictEqual(
    JSON.parse(JSON.stringify(heldBy(manifest, namespace))),
    JSON.parse(JSON.stringify(manifest)),
  );
}

/** What cdk8s makes of an object. It looks at no types, and has no words for what it cannot take. */
function heldBy(manifest: Manifest, namespace: string): unknown {
  try {
    return new ApiObject(new Chart(new App(), 'tried'), 'object', manifest as unknown as ApiObjectProps).toJson();
  } catch {
    throw new NoObjectError(describeRef(refOf(manifest, namespace)));
  }
}

const OTHERS = 'manifests/others.yaml';
