import pc from 'picocolors';
import type { Verdict } from '../probes/probe';
import { withoutKind } from '../probes/recorded';
import { formatter } from '../terms/printable';
import type { Report } from './report';

/** What came of a comparison, for people: every cell on which the targets differ, or that there is none. */
export const formatComparison = formatter(({ comparison, target }: Report, options: { readonly colors: boolean }) => {
  if (comparison === undefined) return '';
  const colors = pc.createColors(options.colors);
  const { differences } = comparison;
  const asked = `${target.name} and ${comparison.with}`;
  if (differences.length === 0) return `${colors.green('AGREED')}  ${asked} say the same of every cell`;
  return [
    ...differences.map(({ subject, row, client, observed, other }) =>
      [
        `${colors.red('≠')} ${client} -> ${row}  (${subject})`,
        `  ${target.name}  ${inWords(observed)}`,
        `  ${comparison.with}  ${inWords(other)}`,
      ].join('\n'),
    ),
    `${colors.red('NOT AGREED')}  ${asked} differ on ${differences.length} cells`,
  ].join('\n');
});

function inWords(verdict: Verdict | undefined): string {
  return verdict === undefined ? 'has no such cell' : JSON.stringify(withoutKind(verdict));
}
