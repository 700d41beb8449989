/**
 * Has `kubectl apply` of a real cluster apply every pair of `pairs.ts`, the old object and then the new one, and writes what
 * came of it to `test/fixtures/updates/recordings.json.gz`. For a cluster that nobody else needs.
 *
 *   npx ts-node --transpile-only test/updates/record.ts [KUBECTL]...
 *
 * The command is that of kubectl, of the version of the cluster; default: `kubectl`.
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Manifest } from '../../src/model/manifest';
import { isObject, stringOr } from '../../src/terms/json';
import type { Recording } from '../fixtures/updates/recordings';
import { RECORDINGS_FILE } from '../fixtures/updates/recordings';
import type { Pair } from './pairs';
import { pairs } from './pairs';

const NAMESPACE = 'updates';

function main(): void {
  kubectl(['create', 'namespace', NAMESPACE]);
  const all = pairs();
  try {
    const first = apply(all.map((each) => each.old));
    const created = stored();
    const second = apply(all.map((each) => each.new));
    const updated = stored();
    const recordings = all.map((each) => recordingOf(each, { first, second, created, updated }));
    writeFileSync(RECORDINGS_FILE, gzipSync(JSON.stringify(recordings), { level: 9 }));
    const refused = recordings.filter(({ refused: said }) => said !== undefined).length;
    console.log(`${recordings.length} updates recorded, ${refused} of them refused`);
  } finally {
    for (const kind of ['ingressclass', 'storageclass', 'priorityclass']) {
      const names = kubectl(['get', kind, '-o', 'name']).stdout.match(/\S+\/u\d+$/gm) ?? [];
      if (names.length > 0) kubectl(['delete', ...names]);
    }
    kubectl(['delete', 'namespace', NAMESPACE]);
  }
}

type Answers = ReadonlyMap<string, string>;

interface Answered {
  readonly first: Answers;
  readonly second: Answers;
  readonly created: ReadonlyMap<string, Manifest>;
  readonly updated: ReadonlyMap<string, Manifest>;
}

function recordingOf({ title, old, new: after }: Pair, { first, second, created, updated }: Answered): Recording {
  const { name } = old.metadata as { name: string };
  const [before, refused] = [first.get(name), second.get(name)];
  if (before !== undefined) throw new Error(`${name}, ${title}: the old object is refused: ${before}`);
  return {
    title,
    old,
    new: after,
    ...(refused === undefined ? {} : { refused }),
    created: withoutServerFields(created.get(keyOf(old)) ?? {}),
    stored: withoutServerFields(updated.get(keyOf(old)) ?? {}),
  };
}

/** What kubectl had to say of each object that was refused, by name. */
function apply(objects: readonly Manifest[]): Answers {
  const { stderr } = kubectl(
    ['apply', '--validate=false', '-f', '-'],
    JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }),
  );
  const answers = new Map<string, string>();
  for (const part of stderr.split(/\n(?=Warning: |Error from server|The |error: )/)) {
    const name = /"(u\d+)"/.exec(part)?.[1];
    if (name === undefined || part.startsWith('Warning: ')) continue;
    answers.set(name, part.replace(/^[^]*\nfor: "[^"]*": /, '').trim());
  }
  return answers;
}

const KINDS = [
  'service,endpoints,ingress,endpointslice,networkpolicy',
  'deployment,replicaset,statefulset,daemonset,replicationcontroller,job,cronjob,pod',
  'configmap,secret,pvc,rolebinding',
  'ingressclass,storageclass,priorityclass',
];

function stored(): ReadonlyMap<string, Manifest> {
  const items = KINDS.flatMap((kinds) => {
    const { stdout } = kubectl(['get', kinds, '-o', 'json']);
    return (JSON.parse(stdout) as { items: Manifest[] }).items;
  });
  return new Map(items.map((item) => [keyOf(item), item]));
}

/** For a Service, the control plane makes an Endpoints object of its name. */
function keyOf({ kind, metadata }: Manifest): string {
  return `${stringOr(kind)} ${(metadata as { name: string }).name}`;
}

/** Without what no two runs have in common. */
function withoutServerFields({ metadata, status: _, ...rest }: Manifest): Manifest {
  const { labels, annotations } = isObject(metadata) ? metadata : {};
  const own = isObject(annotations) ? Object.entries(annotations).filter(([key]) => !key.startsWith('kubectl.')) : [];
  return { ...rest, metadata: { labels, annotations: Object.fromEntries(own) } };
}

function kubectl(args: readonly string[], input = '') {
  const [program = 'kubectl', ...given] = process.argv.slice(2);
  const { stdout, stderr, error } = spawnSync(program, [...given, '--namespace', NAMESPACE, ...args], {
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (error !== undefined) throw error;
  return { stdout, stderr };
}

main();
