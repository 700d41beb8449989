import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { Option } from 'commander';
import { sift } from '../conformance/accepted';
import type { ClusterFor } from '../explain/cluster-for';
import { clusterFor } from '../explain/cluster-for';
import type { ExplainOptions } from '../explain/explain';
import { explain } from '../explain/explain';
import { ExplainError } from '../explain/explain-error';
import type { Explanation } from '../explain/explanation';
import { formatExplanation } from '../explain/format-explanation';
import { namedKind } from '../explain/subject';
import type { Manifest } from '../model/manifest';
import { checkManifests } from '../rules/check-manifests';
import { CLUSTER_DEFAULTS, withoutUndefined } from '../terms/cluster-defaults';
import { describeRef } from '../terms/object-ref';
import type { PolicyProfile } from '../terms/policy-profile';
import { printableJson, type Printable } from '../terms/printable';
import type { CurrentProxyMode, ProxyMode } from '../terms/proxy-mode';
import { CURRENT_PROXY_MODES, PROXY_MODES } from '../terms/proxy-mode';
import type { ClusterFlags } from './cluster-options';
import { addClusterOptions, clusterOptions, ipFamilyOption } from './cluster-options';
import { withExamples } from './examples';
import type { ExitCode } from './exit-code';
import { checkedOptions, externalOption } from './finding-options';
import { readInput } from './input/input';
import type { InputFlags } from './input/input-options';
import { addInputOptions } from './input/input-options';
import { oneDeployment } from './input/tell-input';
import type { Interruption } from './interruption';
import { policyOption } from './policy-option';
import { print, style, tell } from './print';
import { Progress } from './progress';
import { UsageError } from './usage-error';

interface ExplainFlags extends ClusterFlags, InputFlags {
  readonly from?: string;
  readonly rules?: CurrentProxyMode;
  readonly node?: string;
  readonly proxyMode?: ProxyMode;
  readonly networkPolicies?: PolicyProfile;
  readonly external: readonly string[];
  readonly placeholders?: boolean;
  readonly format: 'text' | 'json' | 'html';
}

/** `cdk8s-net explain`: how something is served, and why. */
export function addExplainCommand(program: Command, done: (code: ExitCode) => void, interruption: Interruption): void {
  const command = program
    .command('explain')
    .description('how a Service, a DNS name, an address, a URL, a Gateway or a route is served, and why')
    .argument(
      '<WHAT>',
      'my-service, shop/my-service, a DNS name, 10.96.1.5:80, worker:30080, https://host/path, gateway NAME, httproute NAME',
    )
    .argument('[FILE|DIR|-...]', 'manifests; default: the app that cdk8s.yaml names')
    .option('--from <client>', 'who asks: outside, node/worker, deployment/frontend (default: one of each kind)')
    .addOption(new Option('--rules <mode>', 'print what kube-proxy would program instead').choices(CURRENT_PROXY_MODES))
    .option('--node <name>', 'with --rules: the node (default: the first that is not a control plane)')
    .addOption(new Option('--proxy-mode <mode>', 'how kube-proxy works (default: iptables)').choices(PROXY_MODES))
    .addOption(ipFamilyOption())
    .addOption(policyOption())
    .addOption(externalOption())
    .option('--placeholders', 'name what has an address (${podIP:shop/web-0}) in its place')
    .addOption(new Option('--format <format>', 'how it is printed').choices(['text', 'json', 'html']).default('text'));
  withExamples(command, [
    [
      'cdk8s-net explain https://shop.example.com/cart manifests/ --from outside',
      'which Ingress, or route of a Gateway, takes a request, and who answers',
    ],
    [
      'cdk8s-net explain gateway shop/edge manifests/',
      'the listeners of a Gateway, what attaches to them, and its status',
    ],
    ['cdk8s-net explain shop/web manifests/ --rules nftables', 'a Service, and what kube-proxy would program for it'],
  ]);
  addInputOptions(addClusterOptions(command)).action(async (first: string, words: string[], flags: ExplainFlags) => {
    const { what, paths } = subjectIn(first, words);
    const { kubernetesVersion: _, ...cluster } = clusterOptions(flags);
    const { external, namespace = CLUSTER_DEFAULTS.namespace } = { ...flags, ...cluster };
    const judging = checkedOptions({ ...clusterOptions(flags), external, provides: ['loadbalancer'] });
    using progress = new Progress(true);
    progress.say('reading manifests');
    const input = await readInput(paths, interruption, flags);
    const manifests = oneDeployment(input);
    const { accepted, reasons } = sift(manifests, checkManifests(manifests, judging), namespace);
    const refused = reasons.map(
      ({ object, path, detail }) => `${describeRef(object)}, which the API server refuses: ${path}: ${detail}`,
    );
    const { from, rules, node, proxyMode, networkPolicies, placeholders } = flags;
    const asked = withoutUndefined({
      from,
      rules,
      node,
      proxyMode,
      networkPolicies,
      placeholders,
      external,
      ...cluster,
    });
    const explanation = explainOrTell(accepted, what, asked, refused);
    progress[Symbol.dispose]();
    for (const { detail, object } of input.unreadable) tell(`left out: ${object.name}: ${detail}`);
    for (const note of input.notes) tell(note);
    for (const text of refused) tell(`left out: ${text}`);
    print(await formatted(explanation, flags.format, () => clusterFor(accepted, asked)));
    done(0);
  });
}

/** `gateway edge` are two words of one subject, unless the second one is a file: then a Service is called so. */
function subjectIn(first: string, words: readonly string[]): { readonly what: string; readonly paths: string[] } {
  const [name, ...paths] = words;
  const isNamed = namedKind(first) !== undefined && name !== undefined && name !== '-' && !existsSync(name);
  return isNamed ? { what: `${first} ${name}`, paths } : { what: first, paths: [...words] };
}

async function formatted(
  explanation: Explanation,
  format: ExplainFlags['format'],
  network: () => ClusterFor,
): Promise<Printable> {
  switch (format) {
    case 'text':
      return formatExplanation(explanation, style);
    case 'json':
      return printableJson(explanation);
    case 'html': {
      const [{ explainPage }, { formatPage }] = await Promise.all([
        import('../report/explain-page'),
        import('../report/format-page'),
      ]);
      return formatPage(explainPage(explanation, network()));
    }
  }
}

function explainOrTell(
  manifests: readonly Manifest[],
  what: string,
  options: ExplainOptions,
  refused: readonly string[],
): Explanation {
  try {
    return explain(manifests, what, options);
  } catch (error) {
    if (!(error instanceof ExplainError)) throw error;
    const left = refused.length === 0 ? '' : ` (left out: ${refused.join('; ')})`;
    throw new UsageError(`${error.message}${left}`);
  }
}
