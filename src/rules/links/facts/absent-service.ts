import { makerIn } from '../../../model/custom-resources';
import { isSystemNamespace } from '../../../model/system-namespaces';
import { nearestName } from '../../../terms/nearest';
import { describeRef, keyOf } from '../../../terms/object-ref';
import { listed } from '../../../terms/sentence';
import type { Words } from '../../cursor';
import { externalsOf } from '../../external';
import type { RuleContext } from '../../rule';
import { mayBeOneNamespace, sayNamespace } from './release-namespace';
import { namespacesOf, serviceNamesOf } from './service-names';

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
  const elsewhere = namespacesOf(model, name);
  if (elsewhere.some((other) => mayBeOneNamespace(context, namespace, other))) {
    const why = `There is one in namespace ${listed(elsewhere)}; it may be the same, as not all objects name theirs.`;
    return { words: { severity: 'info', why, fix: sayNamespace(context) }, elsewhere: [] };
  }
  if (elsewhere.length > 0) return { words: { severity: 'error' }, elsewhere };
  return { words: judge(context, namespace, name, correction), elsewhere };
}

function judge({ model }: RuleContext, namespace: string, name: string, correction: (service: string) => string) {
  const names = serviceNamesOf(model, namespace);
  const meant = nearestName(name, names);
  const maker = makerIn(model, namespace);
  const unless = maker === undefined ? {} : { why: `There is none, unless ${describeRef(maker)} makes it.` };
  if (meant !== undefined) {
    const severity = maker === undefined ? 'error' : 'warning';
    return { severity, ...unless, fix: `Did you mean \`${correction(meant)}\`?` } as const;
  }
  if (maker !== undefined) return { severity: 'info', ...unless, fix: SAY } as const;
  if (isSystemNamespace(namespace)) {
    return { severity: 'info', why: `Namespace ${namespace} has Services that no chart declares.`, fix: SAY } as const;
  }
  if (names.size > 0) return { severity: 'warning', fix: SAY } as const;
  return { severity: 'info', why: `The input has no Services in namespace ${namespace}.`, fix: SAY } as const;
}

const SAY = 'If the Service is made elsewhere, say so with the option external: Service/namespace/name.';
