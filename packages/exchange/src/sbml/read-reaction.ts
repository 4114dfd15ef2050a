import { childNamed, type XmlElement } from "../xml/xml-element.ts";
import { AttributeReader, readElement, readPartNames } from "./read-attributes.ts";
import { isContent, mathInside, readParameter } from "./read-parts.ts";
import type { Reaction, SpeciesReference } from "./sbml-model.ts";

export function readReaction(element: XmlElement, level: number, source: string): Reaction {
  const law = childNamed(element, "kineticLaw");
  const listed = (name: string) => (childNamed(element, name)?.children ?? []).filter(isContent);
  const locals = law?.children.find(
    (child) => child.name === "listOfLocalParameters" || child.name === "listOfParameters",
  );
  return {
    ...readElement(element, source),
    fast: new AttributeReader(element, source).boolean("fast", false),
    reactants: listed("listOfReactants").map((one) => readSpeciesReference(one, level, source)),
    products: listed("listOfProducts").map((one) => readSpeciesReference(one, level, source)),
    rate: mathInside(law, source),
    rateNames: readPartNames(law),
    localParameters: (locals?.children ?? []).filter(isContent).map((one) => readParameter(one, source)),
  };
}

function readSpeciesReference(element: XmlElement, level: number, source: string): SpeciesReference {
  const read = new AttributeReader(element, source);
  const stoichiometryMath = mathInside(childNamed(element, "stoichiometryMath"), source);
  const written = read.number("stoichiometry");
  const standing = level < 3 && stoichiometryMath === null ? 1 : null;
  return {
    ...readElement(element, source),
    species: read.required("species"),
    stoichiometry: written ?? standing,
    stoichiometryMath,
    constant: read.boolean("constant", stoichiometryMath === null),
  };
}
