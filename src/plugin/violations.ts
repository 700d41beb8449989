import type { Diagnostic } from '../diagnostics/diagnostic';
import { whatOf } from '../diagnostics/what-of';
import type { Manifest } from '../model/manifest';
import { refOf } from '../model/manifest';
import { groupBy } from '../terms/maps';
import { describeRef } from '../terms/object-ref';
import { printable } from '../terms/printable';
import type { ConstructMetadata, ViolatingResource, Violation } from './cli-contract';

/**
 * Errors and warnings as the report of cdk8s-cli has them: what has one rule and the same words is one violation, and one
 * object in it one resource. A violation has no severity of its own, so that its recommendation begins with it.
 */
export function violationsOf(
  diagnostics: readonly Diagnostic[],
  manifests: readonly Manifest[],
  metadata: ConstructMetadata,
): readonly Violation[] {
  const known = namesOfOneObject(manifests);
  const worthIt = diagnostics.filter(({ severity }) => severity !== 'info');
  const groups = groupBy(worthIt, ({ rule, severity, why, fix }) => JSON.stringify([rule, severity, why, fix]));
  return [...groups.values()].map((group) => {
    const { rule, severity, why, fix } = group[0] as Diagnostic;
    const resources = [...groupBy(group, placeOf).values()].map((found) =>
      resourceOf(found, (name) => known.has(name) && Object.hasOwn(metadata, name)),
    );
    return {
      ruleName: rule,
      recommendation: printable(`${severity}: ${why}`),
      fix: printable(fix),
      violatingResources: resources,
    };
  });
}

/**
 * The command line looks a construct up by the bare name of its object, and of several objects with that name it knows
 * one. Better none than the wrong one: such an object is given with its kind and namespace, which finds none.
 */
function resourceOf(found: readonly Diagnostic[], hasConstruct: (name: string) => boolean): ViolatingResource {
  const { object, position } = found[0] as Diagnostic;
  const ofConfig = object.name === '';
  return {
    resourceName: printable(ofConfig ? CONFIG_FILE : hasConstruct(object.name) ? object.name : describeRef(object)),
    manifestPath: printable(position?.source ?? CONFIG_FILE),
    locations: found.map((each) => {
      const place = ofConfig ? '' : `${describeRef(object)}${each.path === '' ? ':' : ''} `;
      return printable(`${place}${whatOf(each)}`);
    }),
  };
}

/** Where findings about the properties of the plugin belong. */
const CONFIG_FILE = 'cdk8s.yaml';

function placeOf({ object, position }: Diagnostic): string {
  return `${position?.source ?? ''} ${object.apiVersion} ${describeRef(object)}`;
}

/** The names that only one object has. */
function namesOfOneObject(manifests: readonly Manifest[]): ReadonlySet<string> {
  const names = manifests.map((manifest) => refOf(manifest, '').name);
  return new Set([...groupBy(names, (name) => name).values()].flatMap((same) => (same.length === 1 ? same : [])));
}
