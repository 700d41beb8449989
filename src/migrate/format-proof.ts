import pc from 'picocolors';
import type { Style } from '../terms/layout';
import { wrapped } from '../terms/layout';
import { groupBy } from '../terms/maps';
import { formatter } from '../terms/printable';
import type { Note } from './note';
import type { FrontAnswer } from './proof/front-answer';
import type { Proof, ProvenDifference } from './proof/proof';

/** So many requests are shown of one kind of difference. */
const MAX_SHOWN = 3;

/** A proof for people: what is to be looked at first; without a line break at its end. */
export const formatProof = formatter((proof: Proof, style: Style) => {
  const colors = pc.createColors(style.colors);
  const { differences, notes, unknown, assumed, requests, equal } = proof;
  const of = (state: ProvenDifference['state']) => differences.filter((each) => each.state === state);
  const groups = [
    ...section(colors.red('UNEXPLAINED'), differenceBlocks(of('unexplained'), style)),
    ...section(colors.red('OPEN NOW: refused before, let through'), differenceBlocks(of('opens'), style)),
    ...section(colors.yellow('EXPLAINED'), differenceBlocks(of('explained'), style)),
    ...section('ACCEPTED', differenceBlocks(of('accepted'), style)),
    ...section(
      colors.yellow('NOT TAKEN ALONG'),
      [...groupBy(notes, noteKey).values()].map((alike) => noteBlock(alike, style)),
    ),
    ...section(
      'NOT KNOWN',
      [...groupBy(unknown, ({ why }) => why)].map(([why, alike]) =>
        block([why, requestsText(alike.map(({ request }) => request))], style),
      ),
    ),
    ...section(
      'ASSUMED',
      assumed.map((sentence) => block([sentence], style)),
    ),
  ];
  const counts = (['unexplained', 'opens', 'explained', 'accepted'] as const).map(
    (state) => `${of(state).length} ${WORDS[state]}`,
  );
  const sum = `${requests} requests asked of both sides: ${equal} equal, ${counts.join(', ')}, ${unknown.length} not known`;
  const isOpen = unknown.length > 0;
  const verdict =
    of('unexplained').length + of('opens').length > 0
      ? colors.red('DIFFERS')
      : isOpen
        ? colors.yellow('DEPENDS')
        : colors.green('PROVEN');
  return [...groups, wrapped(`${verdict}  ${sum}`, style)].join('\n\n');
});

const WORDS = { unexplained: 'unexplained', opens: 'open now', explained: 'explained', accepted: 'accepted' } as const;

function section(title: string, blocks: readonly string[]): readonly string[] {
  return blocks.length === 0 ? [] : [[title, ...blocks].join('\n')];
}

function block([head = '', ...rest]: readonly string[], style: Style): string {
  return [wrapped(`  ${head}`, style, 6), ...rest.map((line) => wrapped(`    ${line}`, style, 6))].join('\n');
}

/** Differences of one cause together, and of those the ones that end alike. */
function differenceBlocks(differences: readonly ProvenDifference[], style: Style): readonly string[] {
  const alike = groupBy(differences, ({ state, name, cause, accepted }) =>
    JSON.stringify([state === 'unexplained' ? '' : name, cause, accepted]),
  );
  return [...alike.values()].map((group) => {
    const [{ state, name, cause, accepted }] = group as [ProvenDifference, ...ProvenDifference[]];
    const ends = [...groupBy(group, ({ before, after }) => `${answerText(before)}, then ${answerText(after)}`)];
    const shown = state === 'unexplained' ? ends : ends.slice(0, MAX_SHOWN);
    const more = ends.length - shown.length;
    const lines = shown.flatMap(([text, those]) => [
      ...(state === 'unexplained'
        ? those.slice(0, MAX_SHOWN).map((each) => `${each.request}  [${each.name}]`)
        : [requestsText(those.map(({ request }) => request))]),
      ...(state === 'unexplained' && those.length > MAX_SHOWN ? [`and ${those.length - MAX_SHOWN} more`] : []),
      `  ${text}`,
    ]);
    const rest = more > 0 ? [`and ${more} more kinds of answers`] : [];
    if (state === 'unexplained') return block([lines[0] ?? '', ...lines.slice(1), ...rest], style);
    const why = accepted === undefined ? '' : `, accepted: ${accepted}`;
    return block([`${name}${why}: ${cause ?? 'nothing explains it'}`, ...lines, ...rest], style);
  });
}

function requestsText(requests: readonly string[]): string {
  const shown = requests.slice(0, MAX_SHOWN);
  const more = requests.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}

/** `backend shop/web:8080 (90 %) as /cart`, `308 to https://…`, `404`, `closed`. */
export function answerText({ kind, status, location, to, cors, hsts }: FrontAnswer): string {
  if (kind === 'closed') return 'closed';
  if (kind === 'own') {
    const origin = cors['access-control-allow-origin'];
    return `${status ?? ''}${location === undefined ? '' : ` to ${location}`}${origin === undefined ? '' : ` for origin ${origin}`}`;
  }
  const parts = to.map(({ backend, share, path, host, prefix }) => {
    const percent = share === 1 ? '' : ` (${Math.round(share * 1_000) / 10} %)`;
    const told = prefix === undefined ? '' : ` with X-Forwarded-Prefix ${prefix}`;
    return `${backend}${percent} asked for ${host}${path}${told}`;
  });
  const origin = cors['access-control-allow-origin'];
  return `${parts.join(' or ')}${origin === undefined ? '' : `, for origin ${origin}`}${hsts === undefined ? '' : ', with HSTS'}`;
}

function noteKey({ name, annotation, text }: Note): string {
  return JSON.stringify([name, annotation?.key, text]);
}

function noteBlock(alike: readonly Note[], style: Style): string {
  const [{ name, annotation, text, extension }] = alike as readonly [Note, ...Note[]];
  const values = [...new Set(alike.map(({ annotation: each }) => each?.value ?? ''))];
  const about = annotation === undefined ? name : `${annotation.key}: ${values.slice(0, MAX_SHOWN).join(' | ')}`;
  const where = [...new Set(alike.flatMap(({ ingress }) => ingress ?? []))];
  return block(
    [
      about,
      `${where.length === 0 ? '' : `${requestsText(where.map((each) => `Ingress ${each}`))}: `}${text}`,
      ...(extension === undefined ? [] : [`instead: ${extension}`]),
    ],
    style,
  );
}
