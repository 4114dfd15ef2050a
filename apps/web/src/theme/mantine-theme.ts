import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from "@mantine/core";

/** Teal, h ≈ 185. */
const teal: MantineColorsTuple = [
  "#e6f4f4",
  "#cde7e8",
  "#9fd2d4",
  "#6dbcc0",
  "#45a8ad",
  "#27989e",
  "#128087",
  "#0c6a70",
  "#08545a",
  "#053f44",
];

/** Mantine's neutrals, in the page's own slate. */
const gray: MantineColorsTuple = [
  "#f4f6f7",
  "#eceff1",
  "#dfe5e8",
  "#c2ccd2",
  "#a3b0b8",
  "#82919b",
  "#5a6874",
  "#42505c",
  "#2a3742",
  "#15202a",
];

const dark: MantineColorsTuple = [
  "#e7eef1",
  "#b4c1c9",
  "#93a2ac",
  "#5f6f79",
  "#3b4a53",
  "#263239",
  "#1a242a",
  "#151d22",
  "#0e1418",
  "#0a0f12",
];

export const theme = createTheme({
  primaryColor: "teal",
  primaryShade: { light: 7, dark: 6 },
  colors: { teal, gray, dark },
  fontFamily: "var(--font)",
  fontFamilyMonospace: "var(--mono)",
  fontSizes: { xs: "12px", sm: "13px", md: "14px", lg: "16px", xl: "20px" },
  defaultRadius: "sm",
  radius: { xs: "3px", sm: "5px", md: "8px", lg: "12px", xl: "16px" },
  respectReducedMotion: true,
  cursorType: "pointer",
});

/** Mantine's own colours follow the tokens, so that there is one palette. */
export const cssVariables: CSSVariablesResolver = () => {
  const shared = {
    "--mantine-color-body": "var(--surface)",
    "--mantine-color-text": "var(--ink)",
    "--mantine-color-dimmed": "var(--ink-3)",
    "--mantine-color-default": "var(--surface)",
    "--mantine-color-default-hover": "var(--hover)",
    "--mantine-color-default-border": "var(--line-strong)",
    "--mantine-color-placeholder": "var(--ink-3)",
  };
  return { variables: {}, light: shared, dark: shared };
};
