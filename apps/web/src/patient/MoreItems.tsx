import type { ContextItem } from "@homeostat/server/contract";
import { Popover, UnstyledButton } from "@mantine/core";
import { dateOf } from "../format/time.ts";
import { withoutSemanticTag } from "../panel/short-problems.ts";
import css from "./MoreItems.module.css";

interface Props {
  readonly name: string;
  readonly label: string;
  readonly items: readonly ContextItem[];
  readonly offset: number;
}

/** The rest of a list, with dates and sources. */
export const MoreItems = ({ name, label, items, offset }: Props) => (
  <Popover position="bottom-start" shadow="md" trapFocus returnFocus>
    <Popover.Target>
      <UnstyledButton className={css.button}>
        {label}
        <span className="visually-hidden">
          , {name}: show all {items.length}
        </span>
      </UnstyledButton>
    </Popover.Target>
    <Popover.Dropdown className={css.list}>
      <h2>{name}</h2>
      <ul>
        {items.map((item) => (
          <li key={item.title}>
            {withoutSemanticTag(item.title)}
            <span>
              {item.start !== null && `since ${dateOf(item.start, offset)} · `}
              {item.source}
            </span>
          </li>
        ))}
      </ul>
    </Popover.Dropdown>
  </Popover>
);
