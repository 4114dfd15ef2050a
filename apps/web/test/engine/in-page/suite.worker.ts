/** The engine's own tests, run by vitest's own runner inside a worker of the browser. */
import { startTests } from "vitest/internal/browser";
import type { TestOutcome } from "../asked.ts";

const files: Readonly<Record<string, () => Promise<unknown>>> = import.meta.glob([
  "../../../../../packages/engine/src/{compile,ensemble}/**/*.test.ts",
  "../../../../../packages/engine/src/solve/{exact,schedule,simulate}.test.ts",
]);

const config = {
  root: "/",
  name: "worker",
  testTimeout: 60_000,
  hookTimeout: 60_000,
  retry: 0,
  maxConcurrency: 1,
  allowOnly: false,
  sequence: { hooks: "stack", seed: 1, setupFiles: "list" },
  chaiConfig: {},
  fakeTimers: {},
  snapshotOptions: {},
  expect: {},
  setupFiles: [],
  tags: [],
};

interface Task {
  readonly name: string;
  readonly mode: string;
  readonly tasks?: readonly Task[];
  readonly result?: { readonly state: string; readonly errors?: readonly { readonly message: string }[] };
}

/** Suites that could not be loaded have a result of their own. */
function outcomes(task: Task, above = ""): readonly TestOutcome[] {
  const title = above === "" ? task.name : `${above} > ${task.name}`;
  const why = task.result?.errors?.map(({ message }) => message).join("; ");
  const own = { title, state: task.result?.state ?? task.mode, ...(why === undefined ? {} : { why }) };
  const inner = (task.tasks ?? []).flatMap((one) => outcomes(one, title));
  return task.tasks === undefined || why !== undefined ? [own, ...inner] : inner;
}

Object.assign(globalThis, {
  __vitest_worker__: {
    config,
    ctx: {},
    rpc: {},
    environment: {},
    metaEnv: {},
    moduleExecutionInfo: new Map(),
  },
});
const runner = { config, pool: "browser", importFile: (path: string) => files[path]!() };
const specifications = Object.keys(files).map((filepath) => ({ filepath, testLocations: undefined }));
const done: unknown = await startTests(
  specifications as unknown as Parameters<typeof startTests>[0],
  runner as unknown as Parameters<typeof startTests>[1],
);
self.postMessage((done as readonly Task[]).flatMap((file) => outcomes(file)));
