import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { withFiles } from './run-cli';

const ROOT = join(__dirname, '../..');
const NODE_ARGS = ['-r', join(ROOT, 'node_modules/ts-node/register/transpile-only'), join(ROOT, 'src/cli/main.ts')];
const SERVICE = `
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { clusterIP: None, ports: [{ port: 70000 }] }
`;

test('a reader that goes away early is no failure of the run, and no stack trace', async () => {
  const file = join(withFiles({ 'web.yaml': SERVICE }), 'web.yaml');
  const cli = spawn(process.execPath, [...NODE_ARGS, 'check', file], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, TS_NODE_PROJECT: join(ROOT, 'tsconfig.json') },
  });
  cli.stdout.destroy();
  const [stderr, [code]] = await Promise.all([text(cli.stderr), once(cli, 'exit') as Promise<[number | null]>]);
  expect({ stderr, code }).toEqual({ stderr: '', code: 1 });
}, 60_000);
