import { Option } from 'commander';

/** An option that takes a list: given several times, or once with commas. It leaves the files behind it alone. */
export function listOption(flags: string, description: string): Option {
  return new Option(flags, description).argParser((value: string, all: readonly string[] = []) => [
    ...all,
    ...value.split(',').filter((item) => item !== ''),
  ]);
}
