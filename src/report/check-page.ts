import type { Diagnostic } from '../diagnostics/diagnostic';
import { readable } from '../graph/bundle';
import { layOut } from '../graph/layout/lay-out';
import type { NetworkMap } from '../graph/network-map';
import { counted } from '../terms/sentence';
import type { PageData } from './page-data';

/**
 * The page of findings.
 *
 * @param map what a simulation finds; undefined: there is no map
 */
export function checkPage(findings: readonly Diagnostic[], objects: number, map: NetworkMap | undefined): PageData {
  const of = (severity: Diagnostic['severity']) => findings.filter((finding) => finding.severity === severity).length;
  return {
    title: 'check',
    verdict:
      of('error') > 0
        ? { text: 'errors', mark: 'failed' }
        : of('warning') > 0
          ? { text: 'warnings', mark: 'notRun' }
          : { text: 'nothing amiss', mark: 'passed' },
    facts: [
      counted(objects, 'object'),
      counted(of('error'), 'error'),
      counted(of('warning'), 'warning'),
      counted(of('info'), 'note'),
    ],
    notes: [],
    findings,
    ...(map === undefined ? {} : { drawing: layOut(readable(map)) }),
  };
}
