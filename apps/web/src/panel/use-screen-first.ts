import { type RefObject, useEffect, useRef } from "react";
import { postJson } from "../api/request.ts";

/** A list that is being scrolled is asked about when it comes to rest. */
const restFor = 400;

const onScreen = (list: HTMLElement): readonly string[] => {
  const { top, bottom } = list.getBoundingClientRect();
  return [...list.querySelectorAll<HTMLElement>("[data-twin-waits]")]
    .filter((row) => {
      const box = row.getBoundingClientRect();
      return box.bottom > top && box.top < Math.min(bottom, window.innerHeight);
    })
    .map((row) => row.dataset.person!);
};

/** While twins wait to be built, those of the people on the screen are asked for first. */
export const useScreenFirst = (waits: boolean): RefObject<HTMLDivElement | null> => {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = list.current;
    if (!waits || !element) return;
    let rest: ReturnType<typeof setTimeout>;
    const ask = () => {
      const ids = onScreen(element);
      // Only an order is asked for: where it is lost, the twins come in another one.
      if (ids.length > 0) postJson("/api/twins/wanted", { ids }).catch(() => undefined);
    };
    const later = () => {
      clearTimeout(rest);
      rest = setTimeout(ask, restFor);
    };
    later();
    element.addEventListener("scroll", later, { passive: true });
    return () => {
      clearTimeout(rest);
      element.removeEventListener("scroll", later);
    };
  }, [waits]);
  return list;
};
