import { Button } from "@mantine/core";
import { IconUpload } from "@tabler/icons-react";
import { useRef, useState } from "react";
import css from "./ImportPage.module.css";
import { sendingWords } from "./job-words.ts";
import type { Sent } from "./upload.ts";

/** Where files are dropped, or chosen. */
export const DropZone = ({
  onFiles,
  sending,
  onCancel,
}: {
  readonly onFiles: (files: File[]) => void;
  readonly sending: Sent | null;
  readonly onCancel: () => void;
}) => {
  const [over, setOver] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  return (
    <section
      className={css.zone}
      aria-label="Files to import"
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onFiles([...event.dataTransfer.files]);
      }}
    >
      <IconUpload size={28} aria-hidden="true" />
      <p>
        Drop FHIR R4 bundles (<code>.json</code>, <code>.json.gz</code>), bulk <code>.ndjson</code>, CGM{" "}
        <code>.csv</code>, or a <code>.zip</code> of these here
      </p>
      <input
        ref={field}
        className="visually-hidden"
        type="file"
        multiple
        tabIndex={-1}
        aria-label="Files"
        onChange={(event) => {
          onFiles([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = "";
        }}
      />
      <Button loading={sending !== null} onClick={() => field.current?.click()}>
        Choose files
      </Button>
      <p className={css.soft} role="status">
        {sending === null ? "Importing the same file twice changes nothing." : sendingWords(sending)}
      </p>
      {sending !== null && sending.share < 1 && (
        <Button size="compact-sm" variant="default" onClick={onCancel}>
          Cancel sending
        </Button>
      )}
    </section>
  );
};
