import pc from 'picocolors';
import { describeExpectation } from '../probes/kinds/kinds';
import type { Style } from '../terms/layout';
import { wrapped } from '../terms/layout';
import { groupBy } from '../terms/maps';
import { formatter } from '../terms/printable';
import { counted, listed } from '../terms/sentence';
import { brokenLink, describeObserved, observedOutcome } from './describe';
import type { MatrixStyle } from './format-matrix';
import { formatMatrix } from './format-matrix';
import type { ProbeReport, Report, Summary } from './report';
import { isElsewhere, verdictOf } from './report';

type Colors = ReturnType<typeof pc.createColors>;

/** A report for people: the matrix, then what was not as expected, then the sum. */
export const formatReport = formatter((report: Report, style: MatrixStyle) => {
  const colors = pc.createColors(style.colors);
  const open = report.probes.filter(
    (probe) => probe.result === 'failed' || (probe.result === 'notRun' && !isElsewhere(probe)),
  );
  const elsewhere = groupBy(report.probes.filter(isElsewhere), ({ detail = '' }) => detail);
  const depending = groupBy(
    report.probes.filter(({ result }) => result === 'depends'),
    ({ detail = '', observed }) => `${detail}: ${observedOutcome(observed)}`,
  );
  return [
    ...formatMatrix(report.probes, style),
    ...[...groupBy(open, causeOf).values()].map((probes) => formatOpen(probes, colors, style)),
    // What waits for others, and what depends on somebody: on whom, why, and what may come of it.
    ...formatReasons(elsewhere, { sign: '?', said: 'not run: ', paint: colors.yellow }, colors, style),
    ...formatReasons(depending, { sign: '≈', paint: colors.cyan }, colors, style),
    ...(report.notes === undefined
      ? []
      : [report.notes.map((note) => colors.dim(wrapped(`note: ${note}`, style, 6))).join('\n')]),
    formatSummary(report, colors, style),
  ].join('\n\n');
});

/** What is not as expected for one reason is told once, whatever was asked: the link that is broken, or else what was found. */
function causeOf(probe: ProbeReport): string {
  const { subject, result, expect, unsent } = probe;
  const broken = brokenLink(probe) ?? unsent;
  return JSON.stringify(broken === undefined ? [subject, result, expect, describeObserved(probe)] : [result, broken]);
}

/** What is neither right nor wrong, in one line for each reason. */
function formatReasons(
  reasons: ReadonlyMap<string, readonly ProbeReport[]>,
  {
    sign,
    said = '',
    paint,
  }: { readonly sign: string; readonly said?: string; readonly paint: (text: string) => string },
  colors: Colors,
  style: Style,
): readonly string[] {
  const lines = [...reasons].map(([why, probes]) => {
    const named = listed([...new Set(probes.map(({ subject }) => subject))], MANY);
    const line = wrapped(`${sign} ${named}: ${said}${why}`, style, 4);
    return line.replace(sign, () => paint(sign)).replace(named, () => colors.bold(named));
  });
  return lines.length === 0 ? [] : [lines.join('\n')];
}

/** Where the facts of what is not as expected begin. */
const FACT = '  expected  '.length;

/** Of so many things behind one cause all are named. */
const MANY = 8;

function formatOpen(probes: readonly ProbeReport[], colors: Colors, style: Style): string {
  const [first] = probes as [ProbeReport];
  const broken = brokenLink(first);
  const subjects = [...groupBy(probes, ({ subject }) => subject)];
  const asked = subjects.flatMap(([subject, ofSubject]) => {
    const byClient = [...groupBy(ofSubject, ({ client }) => client)];
    const byRows = groupBy(byClient, ([, group]) => group.map(({ row }) => row).join(', '));
    return [...byRows].map(([rows, clients]) => {
      const names = clients.map(([client]) => client);
      return `  ${subjects.length === 1 ? '' : `${subject}: `}${listed(names, MANY)} -> ${rows}`;
    });
  });
  const heading = listed(
    subjects.map(([subject]) => subject),
    MANY,
  );
  return [
    `${first.result === 'failed' ? colors.red('✗') : colors.yellow('?')} ${colors.bold(wrapped(heading, style, 2))}`,
    ...asked.slice(0, MANY).map((line) => wrapped(line, style, 4)),
    ...(asked.length > MANY ? [`  and ${asked.length - MANY} more`] : []),
    wrapped(`  expected  ${describeExpectation(first.expect)}`, style, FACT),
    wrapped(`  observed  ${describeObserved(first)}`, style, FACT),
    ...(broken === undefined
      ? []
      : [
          wrapped(`  broken    ${broken.link}: ${broken.detail}`, style, FACT).replace(broken.link, () =>
            colors.bold(broken.link),
          ),
        ]),
  ].join('\n');
}

function formatSummary({ summary, target, durationsMs, diagnostics }: Report, colors: Colors, style: Style): string {
  const { start, deploy, probe, converge, diagnose } = durationsMs;
  const { passed, failed, notRun, depends = 0, notSupported } = summary;
  const seconds = ((start + deploy + probe + converge + diagnose) / 1000).toFixed(1);
  const verdict = verdictOf(summary, diagnostics);
  const said = {
    asDeclared: colors.green('AS DECLARED'),
    notAsDeclared: colors.red('NOT AS DECLARED'),
    notProven: colors.yellow('NOT PROVEN'),
    nothing: colors.yellow('NOTHING PROVEN'),
  }[verdict];
  return [
    wrapped(
      `${colors.bold(said)}  ${counted(passed + failed + notRun + depends + notSupported, 'probe')}: ${countsOf(summary)}`,
      style,
      2,
    ),
    ...(verdict === 'nothing' ? [wrapped(NOTHING_PROVEN, style, 2)] : []),
    colors.dim(
      `target ${target.name}, ${counted(target.nodes.length, 'node')}, ${counted(target.pods, 'Pod')}, ${seconds} s`,
    ),
  ].join('\n');
}

const NOTHING_PROVEN =
  'what answers is made or decided elsewhere: add it to the input, or ask where it runs, with --target kubeconfig --attach';

function countsOf({ passed, failed, notRun, depends = 0, notSupported, elsewhere = 0 }: Summary): string {
  return [
    `${passed} as expected`,
    `${failed} not`,
    ...(notRun > elsewhere ? [`${notRun - elsewhere} not run`] : []),
    ...(elsewhere > 0 ? [`${elsewhere} not run as others make or decide what they need`] : []),
    ...(depends > 0 ? [`${depends} not known, as others decide`] : []),
    ...(notSupported > 0 ? [`${notSupported} not supported by the target`] : []),
  ].join(', ');
}
