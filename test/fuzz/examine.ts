import { FORMATS } from '../../src/diagnostics/format';
import type { Diagnostic } from '../../src/diagnostics/diagnostic';
import { Cluster } from '../../src/dataplane/cluster';
import { explain } from '../../src/explain/explain';
import { ExplainError } from '../../src/explain/explain-error';
import { formatExplanation } from '../../src/explain/format-explanation';
import { nodesOf } from '../../src/explain/nodes';
import { externalHostsOf } from '../../src/model/external-hosts';
import type { Manifest } from '../../src/model/manifest';
import { ManifestError } from '../../src/model/manifest-error';
import { NetworkModel } from '../../src/model/network-model';
import { parseManifests } from '../../src/model/parse-manifests';
import { planProbes } from '../../src/probes/plan/plan';
import { RULES } from '../../src/rules/all';
import { checkManifests } from '../../src/rules/check-manifests';

/** What is wrong with how an input was taken: where, and what was said. */
export interface Fault {
  readonly step: string;
  readonly said: string;
}

/** What the engine says when nobody has thought of something. */
const WORDS =
  /\bundefined\b|\bNaN\b|\[object \w+\]|Cannot read|is not (?:a function|iterable|defined)|Maximum call stack|Invalid array length/;

/** So many subjects of an input are explained. */
const MAX_SUBJECTS = 4;

/**
 * Has all that can be done with an input without sockets done with it: it is read, checked, explained, deployed to a model
 * of a cluster, and probes are planned. Undefined if all went well: nothing was thrown but what is meant for people, and
 * nothing that is said has words of the engine.
 */
export function examine(text: string): Fault | undefined {
  let step = 'parse';
  try {
    const manifests = parseManifests(text, { source: 'input.yaml' });
    step = 'check';
    const diagnostics = checkManifests(manifests);
    for (const [format, said] of printed(diagnostics, manifests.length)) {
      const fault = faultIn(said, text);
      if (fault !== undefined) return { step: `check, as ${format}`, said: fault };
    }
    step = 'deploy';
    const { plan, subjects } = planned(manifests);
    const fault = faultIn(JSON.stringify(plan), text);
    if (fault !== undefined) return { step: 'plan', said: fault };
    step = 'explain';
    for (const subject of subjects) {
      const said = explained(manifests, subject);
      const fault = faultIn(said, text);
      if (fault !== undefined) return { step: `explain ${subject}`, said: fault };
    }
    return undefined;
  } catch (error) {
    if (!(error instanceof Error)) return { step, said: `threw ${typeof error}` };
    if (error instanceof ManifestError && step === 'parse') {
      const said = faultIn(error.message, text);
      return said === undefined ? undefined : { step, said };
    }
    return { step, said: (error.stack ?? error.message).split('\n').slice(0, 4).join('\n') };
  }
}

function printed(diagnostics: readonly Diagnostic[], objects: number): readonly (readonly [string, string])[] {
  const checked = { objects, rules: RULES, toolVersion: '0.0.0', verbose: true };
  return Object.entries(FORMATS).map(([format, print]) => [format, print(diagnostics, checked)]);
}

function planned(manifests: readonly Manifest[]): { readonly plan: unknown; readonly subjects: readonly string[] } {
  const model = NetworkModel.of(manifests);
  const cluster = new Cluster({ nodes: nodesOf(model), externalHosts: externalHostsOf(model) });
  cluster.apply(manifests);
  const pods = [...cluster.pods.values()].map(({ key, node, notReady }) => ({
    pod: key,
    workload: key,
    node,
    ready: notReady === undefined,
  }));
  const nodes = [...cluster.nodes.keys()];
  const { clusterDomain } = cluster.config;
  const plan = planProbes(model, { services: cluster.services, pods, nodes, clusterDomain });
  const hosts = [...model.ingresses.values()].flatMap(({ spec }) => spec.rules ?? []).flatMap(({ host }) => host ?? []);
  const services = [...cluster.services.keys()].slice(0, MAX_SUBJECTS);
  return { plan, subjects: [...services, ...hosts.slice(0, MAX_SUBJECTS).map((host) => `http://${host}/api`)] };
}

function explained(manifests: readonly Manifest[], subject: string): string {
  try {
    const rules = ['iptables', 'nftables', 'ipvs'] as const;
    const all = rules.map((mode) => explain(manifests, subject, { rules: mode }));
    const explanation = explain(manifests, subject);
    return [...all, explanation].map((each) => formatExplanation(each, { colors: false })).join('\n');
  } catch (error) {
    if (error instanceof ExplainError) return error.message;
    throw error;
  }
}

/** The words of the engine in what is said, with what stands around them, unless the input has them. */
function faultIn(said: string, input: string): string | undefined {
  const found = WORDS.exec(said);
  if (found === null || input.includes(found[0])) return undefined;
  return said.slice(Math.max(0, found.index - 80), found.index + 60);
}
