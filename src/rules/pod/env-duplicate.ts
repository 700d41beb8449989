import { goQuote } from '../../terms/go-quote';
import { podWith } from '../example';
import { definePodRule } from './pod-rule';
import { startingContainersOf } from './pod-shape';

export const envDuplicate = definePodRule({
  id: 'pod/env-duplicate',
  stage: 'warn',
  severity: 'info',
  summary: 'A variable of a container is defined once, unless the later definition refers to the earlier one.',
  why: 'kube-apiserver warns (warningsForPodSpecAndMeta in pkg/api/pod): the last definition counts, and kubectl apply, which tells the items of env by their names, may drop either.',
  fix: 'Remove all definitions but one.',
  passing: [
    {
      title: 'A variable that is extended',
      manifests: podWith('env: [{ name: ARGS, value: --a }, { name: ARGS, value: $(ARGS) --b }]'),
    },
  ],
  failing: [
    {
      title: 'Two values',
      manifests: podWith("env: [{ name: PORT, value: '80' }, { name: PORT, value: '8080' }]"),
      path: 'spec.containers[0].env[1]',
      kind: 'Ignored',
    },
  ],
  *check(pod) {
    for (const container of startingContainersOf(pod)) {
      const names = new Set<string>();
      for (const variable of container.at('env').items()) {
        const name = variable.at('name').text;
        const [value, reference] = [variable.at('value').text, `$(${name})`];
        const extends_ = value.includes(reference) && value !== reference && !variable.at('valueFrom').present;
        if (names.has(name) && !extends_) {
          const detail = `hides previous definition of ${goQuote(name)}, which may be dropped when using apply`;
          yield variable.ignored(`${variable.path}: ${detail}`);
        }
        names.add(name);
      }
    }
  },
});
