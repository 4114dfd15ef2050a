import { CloseButton, Input, Kbd } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useRef } from "react";
import { useShortcuts } from "../shell/shortcuts.ts";
import css from "./Panel.module.css";

/** Search among people; what is typed stands in the address. */
export const SearchBox = ({ typed }: { readonly typed: string }) => {
  const navigate = useNavigate();
  const field = useRef<HTMLInputElement>(null);
  const type = (text: string) =>
    void navigate({
      to: ".",
      search: ({ q: _, ...rest }) => (text ? { ...rest, q: text } : rest),
      replace: true,
    });
  const focus = () => field.current?.select();
  useShortcuts({ "/": focus, "mod+k": focus });
  return (
    <div className={css.search}>
      <Input
        ref={field}
        size="sm"
        type="text"
        role="searchbox"
        aria-label="Search people"
        placeholder="Search people"
        leftSection={<IconSearch size={16} aria-hidden="true" />}
        rightSection={
          typed ? (
            <CloseButton size="sm" aria-label="Clear search" onClick={() => type("")} />
          ) : (
            <Kbd size="xs">/</Kbd>
          )
        }
        rightSectionPointerEvents="all"
        value={typed}
        onChange={(event) => type(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") field.current?.blur();
        }}
      />
    </div>
  );
};
