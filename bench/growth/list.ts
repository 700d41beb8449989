import type { Manifest } from '../../src/model/manifest';

/** Manifests with so many of something. */
export type Build = (size: number) => readonly Manifest[];
