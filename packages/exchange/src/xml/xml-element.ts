/** An element as it was written: names resolved to (namespace, local name), text joined, comments dropped. */
export interface XmlElement {
  readonly name: string;
  readonly namespace: string;
  /** By local name; those in a namespace of their own by `namespace|name`. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** All character data directly inside, in order, with a space where a child stood. */
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

export function childrenNamed(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

export function childNamed(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((child) => child.name === name);
}
