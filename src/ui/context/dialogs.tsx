import { createContext, lazy, type ReactNode, Suspense, useCallback, useContext, useState } from 'react';
import { HelpDialog } from '../header/HelpDialog.tsx';

/** What can be opened over any view; those that few people open are loaded when somebody does. */
const DIALOGS = {
  help: HelpDialog,
  performance: lazy(() => import('../performance/PerformanceDialog.tsx')),
};

export type DialogName = keyof typeof DIALOGS;

const DialogContext = createContext<((name: DialogName) => void) | null>(null);

/** Shows one dialog at a time, over whatever is inside. */
export function DialogProvider(props: { children: ReactNode }) {
  const [opened, setOpened] = useState<DialogName | null>(null);
  const close = useCallback(() => setOpened(null), []);
  const Dialog = opened && DIALOGS[opened];

  return (
    <DialogContext value={setOpened}>
      {props.children}
      {Dialog && (
        <Suspense>
          <Dialog onClose={close} />
        </Suspense>
      )}
    </DialogContext>
  );
}

/** Opens a dialog by its name. */
export function useDialogs(): (name: DialogName) => void {
  const open = useContext(DialogContext);
  if (open === null) throw new Error('No dialogs around this component.');
  return open;
}
