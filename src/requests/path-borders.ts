import { patternExample } from '../runtime/pattern-example';
import { withoutTrailingSlash } from '../terms/ingress-path';

/** What to ask for around a path of a route: what it takes, first the path itself, and what it just does not. */
export function pathBorders(written: string): readonly string[] {
  const path = sample(written);
  if (path === undefined) return ['/'];
  const stem = withoutTrailingSlash(path);
  const asked = [path, `${path}?q=1`, `${stem}/leaf`];
  if (isPattern(written)) asked.push(`${stem === '' ? '/' : stem}-x`, `/x${path}`);
  if (stem === '') return asked;
  const slashed = path.endsWith('/') ? stem : `${path}/`;
  const shorter = stem.slice(0, -1) || '/';
  return [...asked, slashed, `${stem}x`, shorter, otherCase(path), `/${path}`, `${stem}//leaf`, `${stem}%2Fleaf`];
}

/** A path that a route takes; of a regular expression, one of the shortest. */
function sample(written: string): string | undefined {
  if (written === '') return '/';
  return isPattern(written) ? patternExample(written) : written;
}

/** Whether a path is meant as a regular expression: it has characters that paths have not. */
function isPattern(path: string): boolean {
  return /[\^$*+?()[\]{}|\\]/.test(path);
}

function otherCase(path: string): string {
  const upper = path.toUpperCase();
  return upper === path ? path.toLowerCase() : upper;
}
