import { podTemplateSteps } from '../model/workload';
import { isObject, stringOr } from '../terms/json';
import type { Changes, ObjectPair } from './changes';
import type { Disruption, FieldChange } from './difference';

/** What an update does to Pods that run, and to connections that are open. */
export function disruptionsOf(changes: Changes): readonly Disruption[] {
  return changes.pairs.flatMap((pair) => [...disruptionsIn(pair, changes.of(pair.id))]);
}

function* disruptionsIn({ before, after }: ObjectPair, changed: readonly FieldChange[]): Generator<Disruption> {
  const object = (after ?? before)?.ref;
  if (object === undefined || before === undefined || changed.length === 0) return;
  const tell = (effect: string, through: readonly FieldChange[]): Disruption => ({ object, effect, through });
  if (object.kind === 'Service') {
    if (after === undefined) yield tell('its name and its addresses are gone', changed);
    for (const [effect, pattern] of SERVICE_EFFECTS) {
      const through = changed.filter(({ path }) => pattern.test(path));
      if (through.length > 0) yield tell(effect, through);
    }
    return;
  }
  const steps = podTemplateSteps(object.kind);
  if (steps === undefined || object.kind === 'CronJob') return;
  if (after === undefined) {
    yield tell('its Pods stop', changed);
    return;
  }
  const template = steps.join('.');
  const through = changed.filter(({ path }) => template !== '' && path.startsWith(`${template}.`));
  if (through.length > 0) yield tell(replacementOf(object.kind, after.object.spec), through);
}

const SERVICE_EFFECTS: readonly (readonly [string, RegExp])[] = [
  ['new connections go to other Pods, open ones stay with theirs', /^spec\.selector/],
  ['new connections arrive at another port of the Pods', /^spec\.ports.*\.targetPort$/],
  ['clients of the node port have to take another one', /^spec\.ports.*\.nodePort$/],
  ['clients are dealt out to Pods anew', /^spec\.sessionAffinity/],
];

function replacementOf(kind: string, spec: unknown): string {
  const { strategy, updateStrategy } = isObject(spec) ? spec : {};
  const given = kind === 'Deployment' ? strategy : updateStrategy;
  const type = isObject(given) ? stringOr(given.type) : '';
  if (type === 'Recreate') return 'all its Pods stop before new ones start: meanwhile nobody answers';
  if (type === 'OnDelete') return 'its Pods stay as they are until somebody deletes them';
  if (kind === 'ReplicaSet' || kind === 'ReplicationController') return 'only Pods that it makes from now on are new';
  return 'its Pods are replaced, a few at a time';
}
