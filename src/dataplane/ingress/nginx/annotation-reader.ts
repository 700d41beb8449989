import { ANNOTATION_RULES, RISKS } from '../../../model/ingress-nginx/annotation-rules';
import { goBool, goInt } from '../../../model/ingress-nginx/go-values';
import type { Secret, Service } from '../../../model/objects';
import type { NginxSettings } from './settings';

/**
 * What a value that its rule refuses does:
 * - `ignore`: the whole Ingress counts as absent;
 * - `deny`: its locations answer 503;
 * - `drop`: the annotation counts as absent.
 */
export type OnInvalid = 'ignore' | 'deny' | 'drop';

/** What annotations refer to. */
export interface AnnotationContext {
  readonly settings: NginxSettings;
  readonly secrets: ReadonlyMap<string, Secret>;
  readonly services: ReadonlyMap<string, Service>;
}

/** Reads the annotations of one Ingress as the controller does, and remembers what it makes of the bad ones. */
export class AnnotationReader {
  /** Why the Ingress counts as absent. */
  ignored: string | undefined;
  /** Why its locations answer 503. */
  denied: string | undefined;
  private readonly prefix: string;

  constructor(
    private readonly annotations: Readonly<Record<string, string>>,
    private readonly settings: NginxSettings,
  ) {
    this.prefix = `${settings.annotationsPrefix}/`;
    const allowed = RISKS.indexOf(settings.risk);
    const risky = this.names().find((name) => RISKS.indexOf(this.ruleOf(name)?.risk ?? 'Low') > allowed);
    if (risky !== undefined) {
      this.ignored = `annotation ${this.prefix}${risky} is riskier than annotations-risk-level ${settings.risk} allows`;
    }
  }

  /** The annotations of the controller, without their prefix. */
  names(): readonly string[] {
    return Object.keys(this.annotations).flatMap((key) =>
      key.startsWith(this.prefix) ? [key.slice(this.prefix.length)] : [],
    );
  }

  has(name: string): boolean {
    return this.annotations[this.prefix + name] !== undefined;
  }

  /** A text without the spaces around its lines. An empty one counts as absent, unless its place matters: see {@link isEmpty}. */
  text(name: string, onInvalid: OnInvalid): string | undefined {
    const value = this.valueOf(name, onInvalid);
    const text = value
      ?.split('\n')
      .map((line) => line.trim())
      .join('\n');
    return text === '' ? undefined : text;
  }

  bool(name: string, onInvalid: OnInvalid = 'drop'): boolean | undefined {
    return goBool(this.valueOf(name, onInvalid) ?? '');
  }

  int(name: string, onInvalid: OnInvalid = 'drop'): number | undefined {
    return goInt(this.valueOf(name, onInvalid) ?? '');
  }

  /** Whether an annotation is there and says nothing. */
  isEmpty(name: string): boolean {
    const value = this.annotations[this.prefix + name];
    return value !== undefined && value.trim() === '';
  }

  deny(why: string): void {
    this.denied ??= why;
  }

  private valueOf(name: string, onInvalid: OnInvalid): string | undefined {
    const rule = ANNOTATION_RULES.get(name);
    const full = this.keyOf(name);
    const value = this.annotations[full];
    if (value === undefined || value === '' || !this.settings.validateAnnotations) return value;
    if (rule === undefined || rule.takes(value)) return value;
    const why = `annotation ${full} contains invalid value`;
    if (onInvalid === 'ignore') this.ignored ??= why;
    if (onInvalid === 'deny') this.deny(why);
    return undefined;
  }

  /** Where it has no value, its older name counts. */
  private keyOf(name: string): string {
    const { alias } = ANNOTATION_RULES.get(name) ?? {};
    const own = this.annotations[this.prefix + name];
    const older = alias === undefined ? undefined : this.annotations[this.prefix + alias];
    const counts = (own === undefined || own === '') && older !== undefined && older !== '';
    return this.prefix + (counts ? (alias ?? name) : name);
  }

  private ruleOf(name: string) {
    return ANNOTATION_RULES.get(name) ?? [...ANNOTATION_RULES.values()].find(({ alias }) => alias === name);
  }
}
