import type { Command } from 'commander';
import { Option } from 'commander';
import { explain } from '../explain/explain';
import { ExplainError } from '../explain/explain-error';
import type { Explanation } from '../explain/explanation';
import { formatExplanation } from '../explain/format-explanation';
import type { CurrentProxyMode } from '../terms/proxy-mode';
import { CURRENT_PROXY_MODES } from '../terms/proxy-mode';
import type { Diagnostic } from '../diagnostics/diagnostic';
import type { Manifest } from '../model/manifest';
import { refOf } from '../model/manifest';
import { checkManifests } from '../rules/check-manifests';
import { describeRef } from '../terms/object-ref';
import { printableJson } from '../terms/printable';
import type { ExitCode } from './exit-code';
import type { Interruption } from './interruption';
import { readInput } from './input/input';
import type { InputOptions } from './input/input-options';
import { addInputOptions } from './input/input-options';
import { oneDeployment } from './input/tell-input';
import { colors, print, tell } from './print';
import { Progress } from './progress';
import { UsageError } from './usage-error';

interface ExplainFlags extends Omit<InputOptions, 'namespace'> {
  readonly from?: string;
  readonly rules?: CurrentProxyMode;
  readonly node?: string;
  readonly proxyMode?: CurrentProxyMode;
  readonly namespace: string;
  readonly placeholders?: boolean;
  readonly format: 'text' | 'json';
}

/** `cdk8s-net explain`: how something is served, and why. */
export function addExplainCommand(program: Command, done: (code: ExitCode) => void, interruption: Interruption): void {
  const command = program
    .command('explain')
    .description('how a Service, a DNS name, an address or a URL is served, and why')
    .argument('<WHAT>', 'my-service, shop/my-service, a DNS name, 10.96.1.5:80, worker:30080, https://host/path')
    .argument('[FILE|DIR|-...]', 'manifests; default: the app that cdk8s.yaml names')
    .option('--from <client>', 'who asks: outside, node/worker, deployment/frontend (default: one of each kind)')
    .addOption(new Option('--rules <mode>', 'print what kube-proxy would program instead').choices(CURRENT_PROXY_MODES))
    .option('--node <name>', 'with --rules: the node (default: the first that is no control plane)')
    .addOption(
      new Option('--proxy-mode <mode>', 'how kube-proxy works (default: iptables)').choices(CURRENT_PROXY_MODES),
    )
    .option('--namespace <name>', 'namespace of objects and names without one', 'default')
    .option('--placeholders', 'name what has an address (${podIP:shop/web-0}) in its place')
    .addOption(new Option('--format <format>', 'how it is printed').choices(['text', 'json']).default('text'));
  addInputOptions(command).action(async (what: string, paths: string[], { format, ...options }: ExplainFlags) => {
    using progress = new Progress(true);
    progress.say('reading manifests');
    const input = await readInput(paths, interruption, options);
    const { accepted, refused } = sift(oneDeployment(input), options.namespace);
    const explanation = explainOrTell(accepted, what, options, refused);
    progress[Symbol.dispose]();
    for (const { detail, object } of input.unreadable) tell(`left out: ${object.name}: ${detail}`);
    for (const note of input.notes) tell(note);
    for (const text of refused) tell(`left out: ${text}`);
    print(format === 'json' ? printableJson(explanation) : formatExplanation(explanation, { colors }));
    done(0);
  });
}

/** The rule for objects that a cluster has already: not to be created again, but well to be explained. */
const READ_FROM_CLUSTER = 'metadata/resource-version';

/** What the API server would refuse is not in the cluster: it is left out, and told. */
function sift(
  manifests: readonly Manifest[],
  namespace: string,
): { readonly accepted: readonly Manifest[]; readonly refused: readonly string[] } {
  const refusals = new Map<string, Diagnostic>();
  for (const diagnostic of checkManifests(manifests, { namespace, provides: ['loadbalancer'] })) {
    const { rule, source, severity, object } = diagnostic;
    const key = JSON.stringify(object);
    const isRefusal = source === 'apiserver' && severity === 'error' && rule !== READ_FROM_CLUSTER;
    if (isRefusal && !refusals.has(key)) refusals.set(key, diagnostic);
  }
  return {
    accepted: manifests.filter((manifest) => !refusals.has(JSON.stringify(refOf(manifest, namespace)))),
    refused: [...refusals.values()].map(
      ({ object, path, detail }) => `${describeRef(object)}, which the API server refuses: ${path}: ${detail}`,
    ),
  };
}

function explainOrTell(
  manifests: readonly Manifest[],
  what: string,
  { rules, ...options }: Omit<ExplainFlags, 'format'>,
  refused: readonly string[],
): Explanation {
  try {
    return explain(manifests, what, { ...options, ...(rules === undefined ? {} : { rules }) });
  } catch (error) {
    if (!(error instanceof ExplainError)) throw error;
    const left = refused.length === 0 ? '' : ` (left out: ${refused.join('; ')})`;
    throw new UsageError(`${error.message}${left}`);
  }
}
