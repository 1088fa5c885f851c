import type { ReactNode } from 'react';

/** A button that asks for a file, of any kind: iOS has no type for .safetensors and would grey such files out. */
export function FileButton(props: { onFile: (file: File) => void; children: ReactNode }) {
  const { onFile, children } = props;
  return (
    <label className="button file">
      {children}
      <input
        className="hidden"
        type="file"
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
