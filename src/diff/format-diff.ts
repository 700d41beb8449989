import pc from 'picocolors';
import type { Style } from '../terms/layout';
import { wrapped } from '../terms/layout';
import { describeRef } from '../terms/object-ref';
import { formatter } from '../terms/printable';
import type { Difference, Disruption, Exposure, Kept, ReachChange } from './difference';
import { answerText, changeTexts, isNothing, sumText, valueText } from './words';

/** A difference for people, the worst first; without a line break at its end. */
export const formatDiff = formatter((difference: Difference, options: Style) => {
  const colors = pc.createColors(options.colors);
  const { refused, lost, gained, moved, unknown, exposed, hidden, disrupted, kept, notes } = difference;
  const sections = [
    section(options, colors.red('REFUSED'), refused, ({ object, path, detail, why, fix }) => [
      describeRef(object),
      `${path === '' ? '' : `${path}: `}${detail}`,
      `why: ${why}`,
      `fix: ${fix}`,
    ]),
    section(options, colors.red('LOST'), lost, reachLines),
    section(options, colors.green('GAINED'), gained, reachLines),
    section(options, colors.yellow('ANSWERED BY OTHERS'), moved, reachLines),
    section(options, colors.yellow('EXPOSED to the outside'), exposed, exposureLines),
    section(options, 'NO MORE EXPOSED', hidden, exposureLines),
    section(options, colors.yellow('DISRUPTED'), disrupted, disruptionLines),
    section(options, colors.yellow('STAYS though it is left out'), kept, keptLines),
    section(options, 'NOT KNOWN', unknown, ({ to, why }) => [`${to}: ${why}`]),
    section(options, 'NOTES', notes, (note) => [note]),
  ];
  const sum = isNothing(difference) ? `${colors.green('NO DIFFERENCE')}  ` : '';
  return [...sections.flat(), wrapped(`${sum}${sumText(difference)}`, options, 2)].join('\n\n');
});

function section<T>(
  style: Style,
  title: string,
  items: readonly T[],
  lines: (item: T) => readonly string[],
): readonly string[] {
  if (items.length === 0) return [];
  const blocks = items.map((item) => {
    const [head = '', ...rest] = lines(item);
    return [wrapped(`  ${head}`, style, 6), ...rest.map((line) => wrapped(`    ${line}`, style, 6))].join('\n');
  });
  return [[title, ...blocks].join('\n')];
}

function reachLines({ to, alsoTo, clients, before, after, through }: ReachChange): readonly string[] {
  return [
    `${to}  for ${clients.join(', ')}`,
    `${answerText(before)}, then ${answerText(after)}`,
    ...(alsoTo.length === 0 ? [] : [`so are ${alsoTo.join(', ')}`]),
    ...changeTexts(through).map((text) => `through ${text}`),
  ];
}

function exposureLines({ object, what }: Exposure): readonly string[] {
  return [`${what}  (${describeRef(object)})`];
}

function disruptionLines({ object, effect, through }: Disruption): readonly string[] {
  return [`${describeRef(object)}: ${effect}`, ...changeTexts(through).map((text) => `through ${text}`)];
}

function keptLines({ object, path, value, effect }: Kept): readonly string[] {
  return [`${describeRef(object)} ${path}: ${valueText(value)}: ${effect}`];
}
