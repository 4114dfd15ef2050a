import { useEffect, useRef } from "react";

type Shortcuts = Readonly<Record<string, () => void>>;

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

const inDialog = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest("[role=dialog]") !== null;

const named = (event: KeyboardEvent): string =>
  (event.metaKey || event.ctrlKey) && !event.altKey ? `mod+${event.key.toLowerCase()}` : event.key;

/** Single keys while nobody is typing; `mod+k` is ⌘K or Ctrl+K and works everywhere. */
export const useShortcuts = (shortcuts: Shortcuts): void => {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const name = named(event);
      const plain = !name.startsWith("mod+");
      if (event.altKey || (plain && (typing(event.target) || inDialog(event.target)))) return;
      const action = latest.current[name];
      if (!action) return;
      event.preventDefault();
      action();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);
};
