/** Files as somebody may hand them to the commands. */
export interface Input {
  /** Manifests. */
  readonly manifests: string;
  /** What they are applied over, for `diff`. */
  readonly old?: string;
  /** `cdk8s-net.config.yaml`. */
  readonly config?: string;
  readonly intents?: string;
}
