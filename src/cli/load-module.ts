import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { wrap } from 'node:module';
import { dirname } from 'node:path';
import { Script } from 'node:vm';

/**
 * Loads a CommonJS module as `require` does, with the machine code of the run before: compiling takes V8 longer than
 * a small input takes to check. The code lies beside the module, from where nothing runs that the module could not be
 * replaced with; where that folder cannot be written to, each run compiles anew.
 *
 * @param require the `require` of a module in the same folder
 */
export function loadModule(file: string, require: NodeJS.Require): unknown {
  // V8 itself refuses code of another version of V8, but tells modules apart by their length only.
  const cache = `${file}.${statSync(file).mtimeMs.toString(36)}.${process.version}-${process.arch}.cache`;
  const cachedData = read(cache);
  const script = new Script(wrap(readFileSync(file, 'utf8')), {
    filename: file,
    ...(cachedData === undefined ? {} : { cachedData }),
  });
  const module = { exports: {} };
  const run = script.runInThisContext() as (...scope: readonly unknown[]) => void;
  run.call(module.exports, module.exports, require, module, file, dirname(file));
  if (cachedData === undefined || script.cachedDataRejected === true) {
    // At the end, the functions that were needed are compiled.
    process.once('exit', () => write(cache, script.createCachedData()));
  }
  return module.exports;
}

function read(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

/** Whole or not at all, whoever else does the same. */
function write(file: string, content: Buffer): void {
  const unfinished = `${file}.${process.pid}`;
  try {
    writeFileSync(unfinished, content);
    renameSync(unfinished, file);
  } catch {
    // A folder of somebody else: the run has done all the same what it was for.
  }
}
