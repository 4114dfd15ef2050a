import { bitsOfEngine, engineHere } from "../bits.ts";

self.postMessage({ bits: bitsOfEngine(), here: engineHere() });
