import { execFileSync } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { StandInNames, SWITCH } from '../../../src/targets/cluster/stand-in-names';

/** How often a stand-in is told, that answers in the new way after some signals, and only then. */
function signalsTo(stand: { readonly heedsSignal: number; readonly listensAfterTries?: number }): number {
  const { heedsSignal, listensAfterTries = 0 } = stand;
  const world = [
    'told=0',
    'kill() { told=$(( told + 1 )); }',
    'sleep() { :; }',
    // The script runs it in a subshell, which sees how far the loop of tries is.
    `curl() { if (( n < ${listensAfterTries} )); then :; elif (( told < ${heedsSignal} )); then echo "NOW: 12"; else echo web-1; fi; }`,
  ];
  const script = [...world, SWITCH, 'echo "$told"'].join('\n');
  return Number(execFileSync('bash', ['-c', script, 'switch', 'USR1', 'name', '8080'], { encoding: 'utf8' }));
}

test('a stand-in is told once to answer with its name', () => {
  expect(signalsTo({ heedsSignal: 1 })).toBe(1);
});

test('a stand-in that was not ready for its signal is told again', () => {
  expect(signalsTo({ heedsSignal: 3 })).toBe(3);
});

test('a stand-in that does not listen yet is not told before it does', () => {
  expect(signalsTo({ heedsSignal: 1, listensAfterTries: 5 })).toBe(1);
});

test('a stand-in that answers in the new way already is left alone', () => {
  expect(signalsTo({ heedsSignal: 0 })).toBe(0);
});

test('stand-ins answer as before when one of them could not be told, whenever the others heard of it', async () => {
  const standIn = (name: string, container: string) => ({
    metadata: { name },
    spec: { containers: [{ name: container, command: ['bash', '-c', '', 'stand-in', '8080:0'] }] },
    status: { phase: 'Running' },
  });
  const backend = { service: { name: 'web' } };
  const view = { ingresses: [{ metadata: {}, spec: { defaultBackend: backend } }], service: () => ({}), routes: [] };
  const services = { podsOf: () => [standIn('gone', 'app'), standIn('slow', 'app')] };
  const told: string[] = [];
  const tell = async ({ pod }: { pod: string }, [, , , , signal = '']: readonly string[]) => {
    if (pod === 'gone' && signal === 'USR1') throw new Error('there is no such Pod');
    await pause(10);
    told.push(`${pod} ${signal}`);
    return '';
  };
  type Given = ConstructorParameters<typeof StandInNames>;
  const names = new StandInNames(...([view, services, { podsBehind: () => [] }, tell] as unknown as Given));
  await expect(names.during(() => Promise.reject(new Error('not reached')))).rejects.toThrow('there is no such Pod');
  expect(told).toEqual(['slow USR1', 'gone USR2', 'slow USR2']);
});
