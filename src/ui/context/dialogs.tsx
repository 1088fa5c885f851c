import {
  type ComponentType,
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useMemo,
  useState,
} from 'react';
import { HelpDialog } from '../header/HelpDialog.tsx';
import { DialogFailure } from '../parts/DialogFailure.tsx';
import { lazyPart } from '../parts/lazyPart.tsx';
import { PartBoundary } from '../parts/PartBoundary.tsx';

export type DialogName = 'help' | 'glossary' | 'performance' | 'export' | 'code' | 'sheet';

export interface DialogProps {
  onClose: () => void;
  /** Where in the dialog to begin. */
  place?: string;
}

/** What can be opened over any view; those that few people open are loaded when somebody does. */
const DIALOGS: Record<DialogName, ComponentType<DialogProps>> = {
  help: HelpDialog,
  glossary: lazyPart(() => import('../glossary/GlossaryDialog.tsx')),
  export: lazyPart(() => import('../export/ExportDialog.tsx')),
  code: lazyPart(() => import('../export/CodeDialog.tsx')),
  performance: lazyPart(() => import('../performance/PerformanceDialog.tsx')),
  sheet: lazyPart(() => import('../lesson/SheetDialog.tsx')),
};

/** Opens a dialog, at a place of its own where it has several. */
type OpenDialog = (name: DialogName, place?: string) => void;

const DialogContext = createContext<OpenDialog | null>(null);

interface Opened {
  name: DialogName;
  place?: string;
}

/** A term of the glossary opened in a tab of its own. */
function inAddress(): Opened | null {
  const place = /^#glossary-(\w+)$/.exec(window.location.hash)?.[1];
  return place === undefined ? null : { name: 'glossary', place };
}

/** The address of the page without its dialog. */
function leaveAddress(): void {
  const { pathname, search, hash } = window.location;
  if (hash !== '') window.history.replaceState(window.history.state, '', `${pathname}${search}`);
}

/** Shows one dialog at a time, over whatever is inside. */
export function DialogProvider(props: { children: ReactNode }) {
  const [opened, setOpened] = useState(inAddress);
  const open = useCallback<OpenDialog>((name, place) => setOpened({ name, place }), []);
  const close = useCallback(() => {
    leaveAddress();
    setOpened(null);
  }, []);
  const Dialog = useMemo(() => opened && DIALOGS[opened.name], [opened]);

  return (
    <DialogContext value={open}>
      {props.children}
      {Dialog && (
        <PartBoundary
          of={opened?.name ?? null}
          Failure={(failure) => <DialogFailure {...failure} onClose={close} />}
        >
          <Dialog onClose={close} place={opened?.place} />
        </PartBoundary>
      )}
    </DialogContext>
  );
}

/** Opens a dialog by its name. */
export function useDialogs(): OpenDialog {
  const open = useContext(DialogContext);
  if (open === null) throw new Error('No dialogs around this component.');
  return open;
}
