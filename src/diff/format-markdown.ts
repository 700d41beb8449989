import { describeRef } from '../terms/object-ref';
import { formatter } from '../terms/printable';
import type { Difference, ReachChange } from './difference';
import { answerText, changeTexts, isNothing, sumText, valueText } from './words';

/** A difference as Markdown, for the comment on a pull request. */
export const formatMarkdown = formatter((difference: Difference) => {
  const { refused, lost, gained, moved, unknown, exposed, hidden, disrupted, kept, notes } = difference;
  const sections = [
    table('Refused by the API server', ['object', 'field', 'answer', 'fix'], refused, (each) => [
      code(describeRef(each.object)),
      code(each.path),
      code(each.detail),
      text(each.fix),
    ]),
    reachTable('Lost', lost),
    reachTable('Gained', gained),
    reachTable('Answered by others', moved),
    table('Exposed to the outside', ['what', 'by'], exposed, (each) => [
      code(each.what),
      code(describeRef(each.object)),
    ]),
    table('No more exposed', ['what', 'by'], hidden, (each) => [code(each.what), code(describeRef(each.object))]),
    table('Disrupted', ['object', 'effect', 'through'], disrupted, (each) => [
      code(describeRef(each.object)),
      text(each.effect),
      changeTexts(each.through).map(code).join('<br>'),
    ]),
    table('Stays though it is left out', ['object', 'field', 'effect'], kept, (each) => [
      code(describeRef(each.object)),
      code(`${each.path}: ${valueText(each.value)}`),
      text(each.effect),
    ]),
    table('Not known', ['to', 'why'], unknown, (each) => [code(each.to), text(each.why)]),
    table('Notes', ['note'], notes, (note) => [text(note)]),
  ];
  const title = isNothing(difference) ? '## Network: no difference' : '## Network: what this changes';
  return [title, sumText(difference), ...sections.flat()].join('\n\n');
});

function reachTable(title: string, changes: readonly ReachChange[]): readonly string[] {
  return table(title, ['to', 'for', 'before', 'after', 'through'], changes, (each) => [
    [each.to, ...each.alsoTo].map(code).join('<br>'),
    each.clients.map(code).join(', '),
    text(answerText(each.before)),
    text(answerText(each.after)),
    changeTexts(each.through).map(code).join('<br>'),
  ]);
}

function table<T>(
  title: string,
  columns: readonly string[],
  items: readonly T[],
  cells: (item: T) => readonly string[],
): readonly string[] {
  if (items.length === 0) return [];
  const row = (each: readonly string[]) => `| ${each.join(' | ')} |`;
  const rows = [columns, columns.map(() => '---'), ...items.map(cells)].map(row);
  return [`### ${title} (${items.length})\n\n${rows.join('\n')}`];
}

/** What others wrote, where it cannot be markup. */
function code(given: string): string {
  return given === '' ? '' : `\`${given.replaceAll('`', "'").replaceAll('|', '\\|')}\``;
}

function text(given: string): string {
  return given.replace(/[\\`*_{}[\]<>|#~]/g, '\\$&');
}
