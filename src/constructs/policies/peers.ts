import type { IConstruct } from 'constructs';
import { Construct } from 'constructs';
import type { NetworkPolicyPeer as PeerSpec } from '../../model/objects';
import { isObject } from '../../terms/json';
import type { Named } from '../construct-error';
import { ConstructError } from '../construct-error';
import type { NamespaceSelection } from './namespaces';
import { namespaceSelector, namespacesSelected } from './namespaces';
import type { PodSelection, SelectedPods } from './pods';
import { podsSelected } from './pods';

/** Pods that have the labels **and** are in the namespaces. */
export interface PodPeer {
  /** Labels of the Pods; `{}` are all of them. */
  readonly podSelector: PodSelection;
  /**
   * The namespaces that they are in. With Pods of a workload or a Service, which are in a namespace already, it is refused.
   *
   * @default - the namespace of the policy
   */
  readonly namespaceSelector?: NamespaceSelection;
  readonly ipBlock?: never;
}

/** Addresses, as the network plugin sees them: meant for what is outside the cluster. */
export interface IPBlockPeer {
  readonly ipBlock: {
    /** `10.0.0.0/8`. A block of one family never holds addresses of the other. */
    readonly cidr: string;
    /**
     * Blocks inside of it that do not count.
     *
     * @default - none
     */
    readonly except?: readonly string[];
  };
  readonly podSelector?: never;
  readonly namespaceSelector?: never;
}

/**
 * The other end of a connection: the Pods of a workload or of a Service, wherever they are; Pods with labels, in namespaces;
 * or a block of addresses. What is said in one peer holds together (AND); several peers are alternatives (OR).
 */
export type NetworkPolicyPeer = IConstruct | PodPeer | IPBlockPeer;

/** Whose peer it is, and where it stands. */
export interface Place {
  readonly policy: Named;
  /** Namespace of the policy. */
  readonly namespace: string;
  readonly field: string;
}

/**
 * A peer as the API has it.
 *
 * @throws ConstructError for what is not a peer
 */
export function renderPeer(peer: NetworkPolicyPeer, place: Place): PeerSpec {
  if (Construct.isConstruct(peer)) return podPeer(selected(peer, place), place);
  if (!isObject(peer)) throw notAPeer(peer, place);
  const { podSelector, namespaceSelector: within, ipBlock, ...others } = peer as PodPeer & Record<string, unknown>;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined || (podSelector === undefined) === (ipBlock === undefined)) throw notAPeer(peer, place);
  if (ipBlock !== undefined) return blockPeer(ipBlock, peer, place);
  const pods = selected(podSelector, { ...place, field: `${place.field}.podSelector` });
  if (within === undefined) return podPeer(pods, place);
  const field = `${place.field}.namespaceSelector`;
  if (pods.namespaces !== undefined) {
    const problem = 'is given for Pods that are in a namespace already';
    throw new ConstructError(place.policy, { field, problem, remedy: 'leave it out, or give labels of the Pods' });
  }
  const namespaces = namespacesSelected(within);
  if ('problem' in namespaces) throw new ConstructError(place.policy, { field, ...namespaces });
  return podPeer({ ...pods, namespaces }, { ...place, namespace: '' });
}

/** The Pods that are meant. */
export function selected(given: unknown, { policy, field }: Pick<Place, 'policy' | 'field'>): SelectedPods {
  const pods = podsSelected(given);
  if ('problem' in pods) throw new ConstructError(policy, { field, ...pods });
  return pods;
}

function podPeer({ selector, namespaces }: SelectedPods, { namespace }: Pick<Place, 'namespace'>): PeerSpec {
  const { names = [], selector: labels } = namespaces ?? {};
  const isOwn = labels === undefined && (namespaces === undefined || (names.length === 1 && names[0] === namespace));
  return { ...(isOwn ? {} : { namespaceSelector: namespaceSelector(namespaces ?? {}) }), podSelector: selector };
}

function blockPeer(ipBlock: unknown, peer: unknown, place: Place): PeerSpec {
  if (!isObject(ipBlock) || typeof ipBlock.cidr !== 'string') throw notAPeer(peer, place);
  const { cidr, except, ...others } = ipBlock;
  const isList = except === undefined || (Array.isArray(except) && except.every((each) => typeof each === 'string'));
  const [unknown] = Object.keys(others);
  if (!isList || unknown !== undefined) throw notAPeer(peer, place);
  return { ipBlock: { cidr, ...(except === undefined ? {} : { except: except }) } };
}

function notAPeer(value: unknown, { policy, field }: Place): ConstructError {
  return new ConstructError(policy, { field, value, problem: 'is not a peer', remedy: PEERS });
}

const PEERS =
  "give a workload or a Service; { podSelector: { app: 'web' }, namespaceSelector: 'shop' }, both in one; or { ipBlock: { cidr: '10.0.0.0/8' } }";
