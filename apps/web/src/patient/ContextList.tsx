import type { ContextItem } from "@homeostat/server/contract";
import { Button } from "@mantine/core";
import { memo, useState } from "react";
import { dateOf } from "../format/time.ts";
import { withoutSemanticTag } from "../panel/short-problems.ts";
import { EmptyState } from "../shell/states/EmptyState.tsx";
import css from "./ContextList.module.css";

interface Props {
  readonly items: readonly ContextItem[];
  readonly offset: number;
}

const first = 14;

const newestFirst = (a: ContextItem, b: ContextItem): number => (b.start ?? 0) - (a.start ?? 0);

const Item = ({ item, offset }: { readonly item: ContextItem; readonly offset: number }) => (
  <li>
    <time>{item.start === null ? "undated" : dateOf(item.start, offset)}</time>
    <div>
      {withoutSemanticTag(item.title)}
      <span title={item.source}>
        {item.kind}
        {item.status && ` · ${item.status}`}
        {item.detail && ` · ${item.detail}`}
      </span>
    </div>
  </li>
);

/** The record: everything that is known besides measurements, newest first. */
export const ContextList = memo(({ items, offset }: Props) => {
  const [all, setAll] = useState(false);
  const sorted = [...items].sort(newestFirst);
  return (
    <section aria-label="Record" className={css.record}>
      <h2>Record</h2>
      {sorted.length === 0 && (
        <EmptyState title="Nothing recorded">
          Problems, medication and encounters appear here once imported.
        </EmptyState>
      )}
      <ul>
        {sorted.slice(0, all ? undefined : first).map((item, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two entries may be equal in all they say
          <Item key={`${item.kind}${item.title}${item.start}${place}`} item={item} offset={offset} />
        ))}
      </ul>
      {sorted.length > first && (
        <Button size="compact-sm" variant="subtle" onClick={() => setAll(!all)}>
          {all ? "Show fewer" : `Show all ${sorted.length}`}
        </Button>
      )}
    </section>
  );
});
