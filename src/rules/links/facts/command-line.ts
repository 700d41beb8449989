import type { Container } from '../../../model/objects';

/** What a container is started with, as far as its manifest says: the words of command and args. */
export function commandLineOf({ command, args }: Container): readonly string[] {
  return [command, args].flatMap((words: unknown) => (Array.isArray(words) ? words.map(String) : []));
}
