import type { ReactNode } from 'react';

/** A button that asks for a file. */
export function FileButton(props: { accept: string; onFile: (file: File) => void; children: ReactNode }) {
  const { accept, onFile, children } = props;
  return (
    <label className="button file">
      {children}
      <input
        className="hidden"
        type="file"
        accept={accept}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          // The same file may be chosen again.
          event.target.value = '';
          if (file !== undefined) onFile(file);
        }}
      />
    </label>
  );
}
