import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** Where `vite` finds the API while the page is developed; the built page is served by the server itself. */
const api = process.env.HOMEOSTAT_API ?? "http://127.0.0.1:4600";

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  worker: { format: "es" },
  build: { outDir: "dist", emptyOutDir: true, target: "es2023", sourcemap: false },
  server: { proxy: { "/api": api, "/docs": api } },
});
