import { type RefObject, useEffect, useRef, useState } from "react";

/** Width of a lane on a sheet of A4 at screen resolution: what charts are drawn at for print. */
const paperWidth = 740;

/** The width that an element has; on paper, the width of the sheet. 0 until it is known. */
export const useWidth = <T extends HTMLElement>(): [RefObject<T | null>, number] => {
  const box = useRef<T>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const paper = window.matchMedia("print");
    const measure = () => setWidth(paper.matches ? paperWidth : Math.floor(element.clientWidth));
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    paper.addEventListener("change", measure);
    return () => {
      observer.disconnect();
      paper.removeEventListener("change", measure);
    };
  }, []);
  return [box, width];
};
