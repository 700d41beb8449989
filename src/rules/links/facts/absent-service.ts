import { makerIn } from '../../../model/custom-resources';
import { serviceElsewhere } from '../../../model/elsewhere/absent-service';
import { externalsOf } from '../../../model/external-objects';
import { namespacesOf, serviceNamesOf } from '../../../model/service-names';
import { nearestName } from '../../../terms/nearest';
import { describeRef, keyOf } from '../../../terms/object-ref';
import type { Words } from '../../cursor';
import type { RuleContext } from '../../rule';
import { sayNamespace, worldOf } from './release-namespace';

/** A Service that the input refers to and does not make. */
export interface AbsentService {
  /**
   * How likely it is missing, and what speaks for that: `error` only where the input shows which Service was meant, `info`
   * where somebody else may well make this one.
   */
  readonly words: Words & Required<Pick<Words, 'severity'>>;
  /** Other namespaces that have one of the name: it was meant, and is out of reach. */
  readonly elsewhere: readonly string[];
}

/**
 * Undefined if the Service is there, or known to be made elsewhere.
 *
 * @param correction how the reference to a Service of the namespace is written
 */
export function absentService(
  context: RuleContext,
  namespace: string,
  name: string,
  correction: (service: string) => string,
): AbsentService | undefined {
  const { model, cluster } = context;
  if (model.services.has(keyOf(namespace, name))) return undefined;
  if (externalsOf(cluster).has('Service', namespace, name)) return undefined;
  const made = serviceElsewhere(worldOf(context), namespace, name);
  if (made !== undefined) {
    const fix = made.remedy === 'namespace' ? sayNamespace(context) : SAY;
    return { words: { severity: 'info', why: made.why, fix }, elsewhere: [] };
  }
  const elsewhere = namespacesOf(model, name);
  if (elsewhere.length > 0) return { words: { severity: 'error' }, elsewhere };
  const meant = nearestName(name, serviceNamesOf(model, namespace));
  if (meant === undefined) return { words: { severity: 'warning', fix: SAY }, elsewhere };
  const maker = makerIn(model, namespace);
  const fix = `Did you mean \`${correction(meant)}\`?`;
  if (maker === undefined) return { words: { severity: 'error', fix }, elsewhere };
  const why = `There is none, unless ${describeRef(maker)} makes it.`;
  return { words: { severity: 'warning', why, fix }, elsewhere };
}

const SAY = 'If the Service is made elsewhere, say so with the option external: Service/namespace/name.';
