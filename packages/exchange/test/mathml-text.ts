/** MathML for the models of tests, as short as can be. */
export const cn = (value: number) => `<cn>${value}</cn>`;
export const ci = (name: string) => `<ci>${name}</ci>`;
export const op = (operator: string, ...given: readonly string[]) =>
  `<apply><${operator}/>${given.join("")}</apply>`;
export const call = (name: string, ...given: readonly string[]) =>
  `<apply><ci>${name}</ci>${given.join("")}</apply>`;

const symbol = (name: string) =>
  `<csymbol encoding="text" definitionURL="http://www.sbml.org/sbml/symbols/${name}">${name}</csymbol>`;
export const time = symbol("time");
export const delay = (of: string, by: string) => `<apply>${symbol("delay")}${of}${by}</apply>`;
export const rateOf = (name: string) => `<apply>${symbol("rateOf")}${ci(name)}</apply>`;

export const math = (content: string) => `<math xmlns="http://www.w3.org/1998/Math/MathML">${content}</math>`;
export const lambda = (parameters: readonly string[], body: string) =>
  math(`<lambda>${parameters.map((one) => `<bvar>${ci(one)}</bvar>`).join("")}${body}</lambda>`);
