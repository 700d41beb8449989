import { patternExample } from '../runtime/pattern-example';
import { withoutTrailingSlash } from '../terms/ingress-path';
import type { Border } from './front-request';

/** A path to ask for, and the border that it tries. */
export type AskedPath = readonly [path: string, border: Border];

/** What to ask for around a path of a route: what it takes, and what it just does not. */
export function pathBorders(written: string): readonly AskedPath[] {
  const path = sample(written);
  if (path === undefined) return [['/', 'plain']];
  const stem = withoutTrailingSlash(path);
  const asked: AskedPath[] = [
    [path, 'plain'],
    [`${path}?q=1`, 'query'],
    [`${stem}/leaf`, 'longer'],
  ];
  if (isPattern(written)) asked.push([`${stem}-x`, 'sibling'], [`/x${path}`, 'not matching']);
  if (stem === '') return asked;
  return [
    ...asked,
    [path.endsWith('/') ? stem : `${path}/`, 'trailing slash'],
    [`${stem}x`, 'sibling'],
    [stem.slice(0, -1) || '/', 'shorter'],
    [otherCase(path), 'case'],
    [`/${path}`, 'doubled slash'],
    [`${stem}//leaf`, 'doubled slash'],
    [`${stem}%2Fleaf`, 'encoded slash'],
  ];
}

/** A path that a route takes; of a regular expression, one of the shortest. */
function sample(written: string): string | undefined {
  if (written === '') return '/';
  return isPattern(written) ? patternExample(written) : written;
}

/** Whether a path is meant as a regular expression: it has characters that paths have not. */
export function isPattern(path: string): boolean {
  return /[\^$*+?()[\]{}|\\]/.test(path);
}

function otherCase(path: string): string {
  const upper = path.toUpperCase();
  return upper === path ? path.toLowerCase() : upper;
}
