import cliProgress from "cli-progress";

/** Answers go to standard output; everything said while working goes to standard error. */
export interface Console {
  /** With --json: exactly one JSON value on standard output. */
  json(value: unknown): void;
  line(text: string): void;
  note(text: string): void;
  progress(title: string): Progress;
}

export interface Progress {
  update(done: number, total: number | null, message?: string): void;
  stop(): void;
}

export function terminal(): Console {
  return {
    json: (value) => void process.stdout.write(`${JSON.stringify(value)}\n`),
    line: (text) => void process.stdout.write(`${text}\n`),
    note: (text) => void process.stderr.write(`${text}\n`),
    progress: bar,
  };
}

function bar(title: string): Progress {
  const single = new cliProgress.SingleBar({
    format: `${title} {bar} {percentage} % · {eta_formatted} left {message}`,
    stream: process.stderr,
    hideCursor: true,
    clearOnComplete: false,
    noTTYOutput: false,
  });
  let started = false;
  return {
    update(done, total, message = "") {
      if (total === null || total <= 0) return;
      if (started) single.setTotal(total);
      else single.start(total, 0, { message });
      started = true;
      single.update(Math.min(done, total), { message });
    },
    stop() {
      if (started) single.stop();
    },
  };
}
