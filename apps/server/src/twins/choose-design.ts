import type { Instant, TwinDesign } from "@homeostat/twin";
import type { Store } from "../store/store.ts";

export type Choice =
  | { readonly design: TwinDesign; readonly born: Instant }
  /** In plain words, and what data would give one. */
  | { readonly why: string };

/** Which twin a person's data can carry. */
export async function chooseFor(store: Store, subject: string): Promise<Choice> {
  await store.people.get(subject);
  return { why: "there is no series of glucose readings." };
}
