import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { Construct } from 'constructs';
import { ACKNOWLEDGE_ANNOTATION, type Acknowledgement } from '../rules/acknowledgement';
import { isDate } from '../terms/date';
import { ConstructError } from './construct-error';

/**
 * Accepts the findings of a rule about one object, with a reason for those who read it later. It becomes an annotation
 * of the object, so that whoever checks the manifests knows it as well. What the API server rejects the object for
 * cannot be acknowledged, and an acknowledgement that nothing corresponds to is itself a finding.
 *
 * @param construct The object, or a construct that makes one, such as a Deployment of cdk8s-plus.
 * @param rule Id of the rule: `links/target-port-undeclared`.
 * @param reason Why it is all right, in one sentence.
 * @param options When it expires.
 * @throws ConstructError for a construct that is not one object, without a reason, and for an `expires` that is not a day
 */
export function acknowledge(
  construct: IConstruct,
  rule: string,
  reason: string,
  { expires }: Pick<Acknowledgement, 'expires'> = {},
): void {
  if (!Construct.isConstruct(construct)) {
    const remedy = "write acknowledge(service, 'links/target-port-undeclared', 'why it is all right')";
    const misuse = { field: 'acknowledge()', problem: 'the first argument is not a construct', remedy };
    throw new ConstructError({ node: { path: 'acknowledge' } }, misuse);
  }
  if (typeof rule !== 'string') {
    const remedy = 'give the id of the rule that the finding carries';
    throw new ConstructError(construct, {
      field: 'acknowledge()',
      value: rule,
      problem: 'is not the id of a rule',
      remedy,
    });
  }
  const text = typeof reason === 'string' ? reason.trim().replace(/\s+/g, ' ') : '';
  if (text === '') {
    const problem = `the acknowledgement of ${rule} has no reason`;
    throw new ConstructError(construct, {
      field: 'acknowledge()',
      problem,
      remedy: 'say why the finding is all right',
    });
  }
  if (expires !== undefined && !isDate(expires)) {
    throw new ConstructError(construct, {
      field: 'acknowledge()',
      value: expires,
      problem: 'is not a day of the calendar',
      remedy: 'give the last day on which it counts, like { expires: "2026-12-31" }',
    });
  }
  const { metadata } = objectOf(construct, rule);
  const known = (metadata.toJson() as Metadata | undefined)?.annotations?.[ACKNOWLEDGE_ANNOTATION];
  const line = `${rule}${expires === undefined ? '' : ` expires ${expires}`}: ${text}`;
  metadata.addAnnotation(ACKNOWLEDGE_ANNOTATION, known === undefined ? line : `${known}\n${line}`);
}

interface Metadata {
  readonly annotations?: Readonly<Record<string, string>>;
}

function objectOf(construct: IConstruct, rule: string): ApiObject {
  const objects = construct.node.findAll().filter((each) => ApiObject.isApiObject(each));
  const [object] = objects;
  if (object !== undefined && (objects.length === 1 || object === construct)) return object;
  const main = construct.node.defaultChild;
  if (ApiObject.isApiObject(main)) return main;
  throw new ConstructError(construct, {
    field: 'acknowledge()',
    value: rule,
    problem: `contains ${objects.length} objects`,
    remedy: 'acknowledge the finding for one object at a time',
  });
}
