import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";

/** How a site answers: each is a folder of the same files under its own headers. */
export const sites = {
  /** Nothing said: no shared memory. */
  plain: {},
  /** Cross-origin isolated: shared memory. */
  isolated: { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" },
  /** Neither eval nor WebAssembly. */
  strict: { "content-security-policy": "default-src 'self'; script-src 'self'; worker-src 'self'" },
} as const;

export type Site = keyof typeof sites;

/** Serves a folder three times over, on a free port of this machine. */
export async function serve(folder: string, page: string) {
  const server = createServer(({ url = "/" }, response) => {
    const [, site = "", ...rest] = url.split("/");
    const file = join(folder, ...rest);
    const headers = sites[site as Site] ?? {};
    if (rest.join("") === "") {
      response.writeHead(200, { ...headers, "content-type": "text/html" });
      response.end(`<!doctype html><script type="module" src="./${page}"></script>`);
    } else if (existsSync(file)) {
      const type = extname(file) === ".js" ? "text/javascript" : "application/octet-stream";
      response.writeHead(200, { ...headers, "content-type": type });
      response.end(readFileSync(file));
    } else {
      response.writeHead(404);
      response.end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: (site: Site) => `http://127.0.0.1:${port}/${site}/`,
    stop: () => void server.close(),
  };
}
