/** `app: web`, `v: '1'`: a pair of labels as it can be pasted into YAML, where what is not a string unquoted gets its quotes. */
export function yamlPair(key: string, value: string): string {
  return `${yamlText(key)}: ${yamlText(value)}`;
}

/** A string as a scalar of YAML. */
export function yamlText(text: string): string {
  return PLAIN.test(text) && !WORD.test(text) ? text : `'${text.replaceAll("'", "''")}'`;
}

/** What reads as a string in every YAML: it begins with a letter, and has nothing in it that means something. */
const PLAIN = /^[A-Za-z_][\w./-]*$/;

/** Words that are not strings in YAML 1.1, which Kubernetes reads. */
const WORD = /^(y|n|yes|no|on|off|true|false|null)$/i;
