import { useComputedColorScheme } from "@mantine/core";
import { useEffect, useMemo, useState } from "react";

const names = {
  ground: "--ground",
  surface: "--surface",
  line: "--line",
  strong: "--line-strong",
  text: "--ink",
  soft: "--ink-3",
  brand: "--brand",
  branch: "--branch",
  low: "--low-mark",
  high: "--high-mark",
  act: "--act",
  grid: "--grid",
  normal: "--normal",
  future: "--future",
} as const;

/** The tokens as a canvas needs them: colours as text. */
export type Ink = Readonly<Record<keyof typeof names, string>>;

const readInk = (): Ink => {
  const style = getComputedStyle(document.documentElement);
  const entries = Object.entries(names).map(([name, token]) => [name, style.getPropertyValue(token).trim()]);
  return Object.fromEntries(entries) as Ink;
};

const printing = (): MediaQueryList => window.matchMedia("print");

/** Colours of the present scheme; paper is always light. */
export const useInk = (): Ink => {
  const scheme = useComputedColorScheme("light");
  const [paper, setPaper] = useState(false);
  useEffect(() => {
    const query = printing();
    const change = () => {
      document.documentElement.dataset.mantineColorScheme = query.matches ? "light" : scheme;
      setPaper(query.matches);
    };
    query.addEventListener("change", change);
    return () => query.removeEventListener("change", change);
  }, [scheme]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the tokens are read from the document, which the scheme changes
  return useMemo(readInk, [scheme, paper]);
};
