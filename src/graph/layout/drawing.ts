import type { MapEdge, MapNode } from '../network-map';

/** A map with a place for everything, in pixels. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly frames: readonly Frame[];
  readonly boxes: readonly Box[];
  readonly lines: readonly Line[];
}

/** A namespace, around what is in it. */
export interface Frame extends Rectangle {
  readonly namespace: string;
}

/** A node of the map, with the texts that fit into it. */
export interface Box extends Rectangle {
  readonly node: MapNode;
  readonly title: string;
  readonly detail: string;
}

/** An edge of the map as the path of an SVG, and where its label stands. */
export interface Line {
  readonly edge: MapEdge;
  readonly path: string;
  readonly label?: Label;
}

/** A text, and the plate that it stands on. */
export interface Label extends Rectangle {
  readonly text: string;
}

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
