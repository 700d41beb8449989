import { readFileSync } from 'node:fs';
import { configurationFor, mergeOptions } from '../config/configuration';
import { parseManifests } from '../model/parse-manifests';
import { checkManifests } from '../rules/check-manifests';
import { loadRules } from '../rules/load-rules';
import type { ValidationContext, ValidationPlugin } from './cli-contract';
import type { PluginProperties } from './properties';
import { readProperties } from './properties';
import { violationsOf } from './violations';

/**
 * The plugin for `validations:` in `cdk8s.yaml`: `cdk8s synth` checks what it has written, whatever it was written with,
 * and fails when something will not work.
 */
export class NetworkValidation implements ValidationPlugin {
  private readonly properties: PluginProperties;

  /**
   * @param properties As they stand in `cdk8s.yaml`: the options of `checkManifests`, with paths for `rules`, and `failOn`. What
   *   they do not say stands in `cdk8s-net.config.*`, to whose lists theirs add.
   * @throws OptionsError for a property that there is not, and for a value that it cannot have
   */
  constructor(properties: unknown = {}) {
    this.properties = readProperties(properties);
  }

  /**
   * Called by cdk8s-cli once the app is synthesized. Throws an OptionsError for modules that have no rules, and a ConfigError
   * for a configuration that cannot be used.
   */
  async validate({ manifests: files, metadata, report }: ValidationContext): Promise<void> {
    const shared = configurationFor();
    const { failOn = shared?.config.failOn, rules = [], ...given } = this.properties;
    const own = await loadRules(rules);
    const options = mergeOptions(shared?.options ?? {}, { ...given, rules: own });
    const manifests = files.flatMap((source) => parseManifests(readFileSync(source, 'utf8'), { source }));
    const diagnostics = checkManifests(manifests, options);
    for (const violation of violationsOf(diagnostics, manifests, metadata ?? {})) report.addViolation(violation);
    const count = (wanted: string) => diagnostics.filter(({ severity }) => severity === wanted).length;
    const [errors, warnings, infos] = [count('error'), count('warning'), count('info')];
    const failed = errors > 0 || (failOn === 'warning' && warnings > 0);
    const counts = { objects: manifests.length, errors, warnings, infos };
    const summary = Object.entries(counts).map(([name, value]) => [name, String(value)] as const);
    report.submit(failed ? 'failure' : 'success', Object.fromEntries(summary));
  }
}
