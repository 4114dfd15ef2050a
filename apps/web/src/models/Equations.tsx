import { Fragment } from "react";
import css from "./Models.module.css";
import { type Piece, pieces } from "./pieces.ts";

const look: Readonly<Record<Piece["kind"], string | undefined>> = {
  plain: undefined,
  unit: css.unit,
  name: css.name,
  keyword: css.keyword,
  comment: css.comment,
};

/** The equations as the paper writes them; hover a name for what it is. */
export const Equations = ({
  text,
  meanings,
}: {
  readonly text: string;
  readonly meanings: ReadonlyMap<string, string>;
}) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: long lines scroll, and must do so from the keyboard too
  <pre className={css.equations} tabIndex={0}>
    {pieces(text).map((piece, place) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces have nothing but their place
      <Fragment key={place}>
        {piece.kind === "plain" ? (
          piece.text
        ) : (
          <span
            className={look[piece.kind]}
            title={piece.kind === "name" ? meanings.get(piece.text) : undefined}
          >
            {piece.text}
          </span>
        )}
      </Fragment>
    ))}
  </pre>
);
