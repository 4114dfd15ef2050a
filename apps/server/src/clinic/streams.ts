import { type RandomStream, randomStream } from "@homeostat/engine";

/** What a person's chances are for; each has its own stream, so that a new one never moves the others. */
const streamNames = ["behaviour", "pump", "sensor", "heart", "steps", "pressure", "weight", "phone"] as const;
type StreamName = (typeof streamNames)[number];
export type Streams = Readonly<Record<StreamName, RandomStream>>;
/** How many numbers each stream has given. */
export type Drawn = Readonly<Record<StreamName, number>>;

export function openStreams(seed: number, person: string, drawn?: Drawn): Streams {
  const open = (name: StreamName) =>
    randomStream({ seed, purpose: `clinic/${name}/${person}`, member: 0, drawn: drawn?.[name] ?? 0 });
  return Object.fromEntries(streamNames.map((name) => [name, open(name)])) as Record<
    StreamName,
    RandomStream
  >;
}

export function drawnFrom(streams: Streams): Drawn {
  return Object.fromEntries(streamNames.map((name) => [name, streams[name].position.drawn])) as Record<
    StreamName,
    number
  >;
}
