import { useEffect, useState } from 'react';
import { droppedFiles } from './droppedFiles.ts';

/** Takes files and folders dropped anywhere on the page; tells whether some are being dragged over it. */
export function useFileDrop(open: (files: readonly File[]) => void): boolean {
  const [over, setOver] = useState(false);

  useEffect(() => {
    // Entering a child fires before leaving its parent: count, rather than trust the last event.
    let depth = 0;
    const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;

    function onEnter(event: DragEvent) {
      if (!holdsFiles(event)) return;
      depth += 1;
      setOver(true);
    }
    function onLeave(event: DragEvent) {
      if (!holdsFiles(event)) return;
      depth -= 1;
      if (depth <= 0) setOver(false);
    }
    function onOver(event: DragEvent) {
      if (holdsFiles(event)) event.preventDefault();
    }
    async function onDrop(event: DragEvent) {
      if (!holdsFiles(event) || event.dataTransfer === null) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      const files = await droppedFiles(event.dataTransfer);
      if (files.length > 0) open(files);
    }

    document.addEventListener('dragenter', onEnter);
    document.addEventListener('dragleave', onLeave);
    document.addEventListener('dragover', onOver);
    document.addEventListener('drop', onDrop);
    return () => {
      document.removeEventListener('dragenter', onEnter);
      document.removeEventListener('dragleave', onLeave);
      document.removeEventListener('dragover', onOver);
      document.removeEventListener('drop', onDrop);
    };
  }, [open]);

  return over;
}
