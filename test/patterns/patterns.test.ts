import { ambiguityOf } from './ambiguity';
import { automatonOf } from './automaton';
import { patternsOfSources } from './literals';

const { literals, made } = patternsOfSources();

describe('the regular expressions of the sources', () => {
  it('are found', () => {
    expect(literals.length).toBeGreaterThan(100);
  });

  it('take time linear in the text, whatever the text', () => {
    expect(literals.map(([place, pattern]) => [place, pattern, ambiguityOf(pattern)])).toEqual(
      literals.map(([place, pattern]) => [place, pattern, undefined]),
    );
  });

  // For each round of a longer loop V8 remembers where it was, and has no room for that in texts of some megabytes.
  it('go round single characters only, so that they take a text of any length', () => {
    expect(literals.filter(([, pattern]) => automatonOf(pattern).hasLongLoop)).toEqual([]);
  });

  it('are all literals, so that nothing is left out here', () => {
    expect(made).toEqual([]);
  });
});
