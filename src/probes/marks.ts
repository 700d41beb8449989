import type { PlannedProbe } from './expectation';
import type { Judgement, Result } from './judge';

/** How a result is shown: one that waits for what others make or decide has a mark of its own. */
export type Mark = Result | 'elsewhere';

/** The marks, the worst first: their signs, which tell them apart without colours, and what they mean. */
export const MARKS = {
  failed: { sign: '✗', text: 'not as declared' },
  notRun: { sign: '?', text: 'not run' },
  depends: { sign: '≈', text: 'depends on who decides it' },
  elsewhere: { sign: '○', text: 'made or decided elsewhere' },
  notSupported: { sign: '–', text: 'not supported by the target' },
  passed: { sign: '✓', text: 'as declared' },
} as const satisfies Readonly<Record<Mark, { readonly sign: string; readonly text: string }>>;

const NAMES = Object.keys(MARKS) as readonly Mark[];

/** The mark of a probe's result. */
export function markOf({ result }: Judgement, { unsent }: Pick<PlannedProbe, 'unsent'>): Mark {
  return result === 'notRun' && unsent?.elsewhere === true ? 'elsewhere' : result;
}

/** The worst of some marks; undefined: there are none. */
export function worstMark(marks: Iterable<Mark>): Mark | undefined {
  const given = new Set(marks);
  return NAMES.find((mark) => given.has(mark));
}
