import { Kbd, Modal } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import css from "./HelpDialog.module.css";

const keys: readonly (readonly [readonly string[], string])[] = [
  [["j", "k"], "next or previous person"],
  [["/"], "search people (also ⌘K)"],
  [["t"], "next timeline span"],
  [["0"], "back to now"],
  [["w"], "open or close what-if"],
  [["m", "b", "a"], "what-if: add a meal, a bolus, a walk"],
  [["←", "→", "↑", "↓"], "move or size the chosen change; Shift for larger steps"],
  [["z"], "undo a change"],
  [["p"], "past forecasts on or off"],
  [["?"], "this help"],
];

export const HelpDialog = ({
  opened,
  onClose,
}: {
  readonly opened: boolean;
  readonly onClose: () => void;
}) => (
  <Modal
    opened={opened}
    onClose={onClose}
    title="Keyboard"
    size="md"
    closeButtonProps={{ "aria-label": "Close help" }}
  >
    <dl className={css.keys}>
      {keys.map(([names, meaning]) => (
        <div key={meaning}>
          <dt>
            {names.map((name) => (
              <Kbd key={name}>{name}</Kbd>
            ))}
          </dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
    <p className={css.more}>
      On the glucose lane the wheel zooms and dragging moves through time; on the others hold Ctrl to zoom.{" "}
      <Link to="/about" onClick={onClose}>
        How to read a chart
      </Link>
    </p>
  </Modal>
);
