import "./shell/valid-language.ts";
import "@fontsource-variable/inter/wght.css";
import "uplot/dist/uPlot.min.css";
import "./theme/mantine.css.ts";
import "./theme/tokens.css";
import "./theme/base.css";
import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { createPageQueryClient } from "./api/query-client.ts";
import { router } from "./shell/router.tsx";
import { cssVariables, theme } from "./theme/mantine-theme.ts";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no element with the id root.");

createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <QueryClientProvider client={createPageQueryClient()}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
