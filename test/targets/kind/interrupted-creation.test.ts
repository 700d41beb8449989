import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { KindTarget } from '../../../src/targets/kind/kind-target';

/** A kind whose container engine goes on with the cluster when kind itself is stopped. */
const KIND = `#!/usr/bin/env node
const { appendFileSync, existsSync, rmSync, writeFileSync } = require('node:fs');
const { spawn } = require('node:child_process');
const made = __dirname + '/made';
const log = (line) => appendFileSync(__dirname + '/log', line + '\\n');
const [verb, what] = process.argv.slice(2);
if (verb === 'get' && existsSync(made)) console.log('mine');
if (verb === 'create') {
  const engine = 'setTimeout(() => require("node:fs").writeFileSync(' + JSON.stringify(made) + ', ""), 300)';
  spawn(process.execPath, ['-e', engine], { detached: true, stdio: 'ignore' }).unref();
  log('creates');
  setInterval(() => {}, 1000);
}
if (verb === 'delete' && existsSync(made)) {
  rmSync(made);
  log('deletes');
}
`;

describe('the creation of a cluster that is interrupted', () => {
  const path = process.env.PATH;
  afterEach(() => {
    process.env.PATH = path;
  });

  test('leaves nothing, also of what its container engine makes later, and of a cluster that was to be kept', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'cdk8s-net-test-'));
    writeFileSync(join(folder, 'log'), '');
    writeFileSync(join(folder, 'kind'), KIND);
    chmodSync(join(folder, 'kind'), 0o755);
    process.env.PATH = `${folder}${delimiter}${path}`;
    const log = () => readFileSync(join(folder, 'log'), 'utf8').split('\n').slice(0, -1);
    const interrupted = new AbortController();
    const started = new KindTarget({ cluster: 'mine', keep: true }).start(interrupted.signal);
    const rejected = expect(started).rejects.toThrow('enough');
    while (log().length === 0) await pause(10);
    interrupted.abort(new Error('enough'));
    await rejected;
    expect(log()).toEqual(['creates', 'deletes']);
  });
});
