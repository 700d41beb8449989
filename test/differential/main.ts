/**
 * Compares `checkManifests` with a real API server: objects are generated, created there, and judged here.
 *
 *   npm run differential -- --count 500 --seed 1 [--kubeconfig FILE] [--gateway-api v1.7.0]
 *
 * Exit codes: 0 they agree, 1 they do not, 2 it could not run (no cluster), 130 interrupted.
 */
import { Command } from 'commander';
import * as fc from 'fast-check';
import type { JsonObject } from '../../src/terms/json';
import { isObject, stringOr } from '../../src/terms/json';
import type { Case } from './cases';
import { caseOf, sentText } from './cases';
import { Cluster, NoAnswer } from './cluster';
import { KINDS } from './fields';
import { shrunk } from './shrink';
import type { Difference, ServerVerdict, Verdict } from './verdict';
import { differenceOf, NO_OBJECT, ownVerdicts, parse } from './verdict';

interface Disagreement {
  readonly difference: Difference;
  readonly sent: Case;
  readonly server: ServerVerdict;
  readonly own: Verdict;
}

async function main(): Promise<number> {
  const program = new Command('differential')
    .option('--count <n>', 'objects to compare', Number, 500)
    .option('--seed <n>', 'what the objects follow from', Number, Math.trunc(Date.now() / 1000))
    .option(
      '--kubeconfig <file>',
      'cluster whose API server is asked; default: a kind cluster that KUBECONFIG leads to',
    )
    .option(
      '--gateway-api <version>',
      'objects of Gateway API in place of others: the bundle that the cluster has, `v1.7.0`',
    )
    .parse();
  const { count, seed, kubeconfig, gatewayApi } = program.opts<{
    count: number;
    seed: number;
    kubeconfig?: string;
    gatewayApi?: string;
  }>();
  if (!Number.isInteger(count) || count < 1 || !Number.isInteger(seed)) {
    throw new Error('--count and --seed are whole numbers, the first one above 0');
  }
  const interruption = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => interruption.abort());

  await using cluster = await Cluster.open(kubeconfig, gatewayApi);
  const { kubernetesVersion, serviceClusterIPRange, serviceNodePortRange, namespace } = cluster.facts;
  console.log(
    `Kubernetes ${kubernetesVersion}, ${serviceClusterIPRange.join(', ')}, ${serviceNodePortRange}, namespace ${namespace}, seed ${seed}`,
  );

  const compare = async (sent: Case): Promise<readonly Disagreement[]> => {
    const own = ownVerdicts(sent, cluster.facts);
    const server = await cluster.create(sent);
    return server.flatMap((said, index) => {
      const ours = own[index] as Verdict;
      const difference = differenceOf(said, ours);
      return difference === undefined ? [] : [{ difference, sent: sent.slice(0, index + 1), server: said, own: ours }];
    });
  };
  const accepts = (sent: Case[number]) => ownVerdicts([sent], cluster.facts)[0]?.accepted === true;
  const tally = { objects: 0, accepted: 0, skipped: 0 };
  const groups = new Map<string, { count: number; first: Disagreement }>();
  // More than are needed: a case has one object at least.
  for (const sent of fc.sample(caseOf(cluster.facts, accepts, gatewayApi !== undefined), { numRuns: count, seed })) {
    if (tally.objects >= count || interruption.signal.aborted) break;
    if (sent.some(isUnanswerable)) {
      tally.skipped++;
      continue;
    }
    const found = await compare(sent).catch((error: unknown) => {
      if (!(error instanceof NoAnswer)) throw error;
      console.log(error.message);
      return undefined;
    });
    if (found === undefined) {
      tally.skipped++;
      continue;
    }
    tally.objects += sent.length;
    tally.accepted += ownVerdicts(sent, cluster.facts).filter(({ accepted }) => accepted).length;
    for (const disagreement of found) {
      const key = keyOf(disagreement);
      const group = groups.get(key);
      if (group !== undefined) {
        group.count++;
        continue;
      }
      const first = await smallest(disagreement, async (smaller) =>
        smaller.some(isUnanswerable) ? undefined : (await compare(smaller)).find((each) => keyOf(each) === key),
      );
      groups.set(key, { count: 1, first });
      print(first);
    }
  }
  const total = [...groups.values()].reduce((sum, group) => sum + group.count, 0);
  for (const [key, group] of groups) console.log(`${group.count} x ${key}`);
  console.log(
    `objects ${tally.objects} accepted ${tally.accepted} skipped ${tally.skipped} disagreements ${total} in ${groups.size} groups`,
  );
  if (interruption.signal.aborted) return 130;
  return total === 0 ? 0 : 1;
}

/** Services that would get an address but have no name for it: the server tries every address of the range first. */
function isUnanswerable(sent: Case[number]): boolean {
  const { kind } = sent;
  const manifest = parse(sentText(sent));
  if (typeof manifest === 'string') return manifest === NO_OBJECT && sent.damage !== undefined;
  // Elsewhere than here, the URL does not say what it must be.
  if (manifest.kind !== kind || (sent.damage !== undefined && manifest.apiVersion !== KINDS[kind].apiVersion)) {
    return true;
  }
  if (kind !== 'Service') return false;
  const part = (field: 'metadata' | 'spec'): JsonObject => (isObject(manifest[field]) ? manifest[field] : {});
  const { type, clusterIP } = part('spec');
  const { name, generateName } = part('metadata');
  const called = stringOr(name) || stringOr(generateName);
  if (called !== '' && called !== '.' && called !== '..' && !/[/%]/.test(called)) return false;
  return type !== 'ExternalName' && stringOr(clusterIP) === '';
}

/** Disagreements with one key have one cause, as a rule. */
function keyOf({ difference, sent, server, own }: Disagreement): string {
  const field = (text: string) => text.replace(/\d+/g, 'N');
  const theirs = server.accepted
    ? 'accepted'
    : `${server.code} ${server.causes
        .map(({ reason, field: name }) => `${reason} ${field(name)}`)
        .sort()
        .join(', ')}`;
  const ours = own.accepted
    ? 'accepted'
    : own.causes
        .map(({ reason, field: name }) => `${reason} ${field(name)}`)
        .sort()
        .join(', ') || 'no manifest';
  return `${difference} of ${sent.at(-1)?.kind}: server ${theirs}; ours ${ours}`;
}

async function smallest(
  disagreement: Disagreement,
  same: (sent: Case) => Promise<Disagreement | undefined>,
): Promise<Disagreement> {
  let best = disagreement;
  await shrunk(disagreement.sent, async (sent) => {
    const found = await same(sent);
    if (found !== undefined) best = found;
    return found !== undefined;
  });
  return best;
}

function print({ difference, sent, server, own }: Disagreement): void {
  console.log(`\n=== ${difference}`);
  for (const each of sent) console.log(sentText(each).slice(0, 2000).trimEnd());
  console.log(`server: ${server.said}${server.warnings.map((text) => `\n  warning: ${text}`).join('')}`);
  console.log(`ours:   ${own.said}${own.warnings.map((text) => `\n  warning: ${text}`).join('')}`);
}

void main().then(
  (code) => (process.exitCode = code),
  (error: Error) => {
    console.error(`differential: ${error.message}`);
    process.exitCode = 2;
  },
);
