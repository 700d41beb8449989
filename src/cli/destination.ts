import { accessSync, constants, fstatSync, readlinkSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Printable } from '../terms/printable';
import { print, printAside } from './print';
import { ReplacedFile } from './replaced-file';

/** Where a text is written to once it is complete. */
export interface Destination {
  /** A `file` holds the last text that was written to it, a `stream` all of them. */
  readonly kind: 'file' | 'stream' | 'stdout';
  write(text: Printable): Promise<void>;
}

/**
 * Where a path leads to; `-` is stdout. Links are followed; devices, pipes and open files are written to as they are.
 *
 * @throws Error when it is known already that nothing can be written there
 */
export function destinationOf(path: string): Destination {
  if (path === '-') return openFile(1);
  const end = endOf(path);
  const [, pid, descriptor] = OPEN_FILE.exec(end) ?? [];
  const isOurs = pid === undefined || Number(pid) === process.pid;
  if (descriptor !== undefined && isOurs) return openFile(Number(descriptor));
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined || stats.isFile()) return new ReplacedFile(path, end, stats);
  if (stats.isDirectory()) throw new Error('it is a folder; name a file in it');
  if (stats.isSocket()) throw new Error('it is a socket; name a file, a device or a pipe');
  return device(path);
}

/** The open files of a process, which /dev/stdout and /dev/fd lead to. */
const OPEN_FILE = /^(?:\/proc\/(\d+)|\/dev)\/fd\/(\d+)$/;

const MAX_LINKS = 40;

/** Where the links of a path end, whether there is something or not. What /proc shows as links only look like them. */
function endOf(path: string, links = 0): string {
  const here = join(realpathSync(dirname(path)), basename(path));
  const link = here.startsWith('/proc/') ? undefined : linkAt(here);
  if (link === undefined) return here;
  if (links === MAX_LINKS) throw new Error('its links lead in a circle; name a file');
  return endOf(resolve(dirname(here), link), links + 1);
}

function linkAt(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}

function openFile(descriptor: number): Destination {
  if (descriptor === 1) return { kind: 'stdout', write: async (text) => print(text) };
  if (descriptor === 2) return { kind: 'stream', write: async (text) => printAside(text) };
  fstatSync(descriptor);
  return { kind: 'stream', write: async (text) => writeFileSync(descriptor, `${text}\n`) };
}

function device(path: string): Destination {
  accessSync(path, constants.W_OK);
  return {
    kind: 'stream',
    async write(text) {
      // To open a pipe waits for somebody who reads from it.
      const handle = await open(path, 'w');
      try {
        await handle.writeFile(`${text}\n`);
      } finally {
        await handle.close();
      }
    },
  };
}
