import type { Command } from 'commander';
import { Option } from 'commander';
import { addClusterOptions, ipFamilyOption } from './cluster-options';
import type { GraphFlags } from './draw-graph';
import { withExamples } from './examples';
import type { ExitCode } from './exit-code';
import { externalOption } from './finding-options';
import { addInputOptions } from './input/input-options';
import type { Interruption } from './interruption';
import { UsageError } from './usage-error';

const FORMATS = ['mermaid', 'dot', 'svg', 'html'] as const satisfies readonly GraphFlags['format'][];

/** `cdk8s-net graph`: who reaches whom, and by which way. */
export function addGraphCommand(program: Command, done: (code: ExitCode) => void, interruption: Interruption): void {
  const command = program
    .command('graph')
    .description('draw who reaches whom: outside, Ingresses, Services, Pods, policies and nodes')
    .argument('[FILE|DIR|-...]', 'manifests; default: the app that cdk8s.yaml names')
    .addOption(new Option('--format <format>', 'how it is drawn').choices(FORMATS).default('mermaid'))
    .option('--focus <object>', 'only what stands around it: shop/api, Service/shop/api')
    .addOption(new Option('--depth <lines>', 'with --focus: how many lines away').argParser(depthOf).default(2))
    .addOption(new Option('--only <what>', 'only what is not as declared').choices(['failing']))
    .option('--full', 'each object by itself; default: equal ones together on large maps')
    .option('--report <file>', 'a JSON report of verify, whose results are drawn; default: those of a simulation')
    .addOption(ipFamilyOption())
    .addOption(externalOption());
  withExamples(command, [
    ['cdk8s-net graph manifests/ --format svg > map.svg', 'the whole map'],
    ['cdk8s-net graph --focus shop/api --depth 2', 'what stands around a Service, of the app of cdk8s.yaml'],
    ['cdk8s-net graph manifests/ --only failing --report report.json', 'what did not work in a run of verify'],
  ]);
  addInputOptions(addClusterOptions(command)).action(async (paths: string[], flags: GraphFlags) => {
    const { drawGraph } = await import('./draw-graph');
    await drawGraph(paths, flags, interruption);
    done(0);
  });
}

function depthOf(text: string): number {
  const depth = Number(text);
  if (Number.isInteger(depth) && depth >= 0 && depth <= 100) return depth;
  throw new UsageError(`--depth ${text}: expected a whole number from 0 to 100`);
}
