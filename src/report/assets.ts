import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MAP_STYLE } from '../graph/picture/map-style';

/** The scripts and styles of every page, with the hashes by which its policy knows them. */
export interface Assets {
  readonly script: Asset;
  readonly style: Asset;
}

export interface Asset {
  readonly text: string;
  /** As a Content-Security-Policy names it: `sha256-...`. */
  readonly hash: string;
}

/** Where `npm run page` leaves what browsers run: beside the sources, and in the package. */
const FOLDER = join(__dirname, '../../assets');

let read: Assets | undefined;

export function assets(): Assets {
  read ??= {
    script: assetOf(readFileSync(join(FOLDER, 'page.js'), 'utf8').trim()),
    style: assetOf(`${readFileSync(join(FOLDER, 'page.css'), 'utf8').trim()}${MAP_STYLE}`),
  };
  return read;
}

function assetOf(text: string): Asset {
  return { text, hash: `sha256-${createHash('sha256').update(text).digest('base64')}` };
}
