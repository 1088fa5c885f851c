import { Maximize, Minimize, Presentation, X } from 'lucide-react';
import { type ReactNode, useCallback, useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { usePage } from '../context/page.tsx';
import { useFullScreen } from '../hooks/useFullScreen.ts';
import { useShortcut } from '../hooks/useShortcut.ts';

/** Large type and few controls, for a room: there and back, and while it lasts the whole screen. */
export function PresentButtons(props: { withWord?: boolean }) {
  const t = useTranslations('header');
  const { present, setPresent } = usePage();
  const screen = useFullScreen();
  const { set: setFullScreen } = screen;
  const { withWord } = props;

  const turn = useCallback(
    (on: boolean) => {
      if (!on) setFullScreen(false);
      setPresent(on);
    },
    [setPresent, setFullScreen],
  );
  useShortcut(
    'p',
    useCallback(() => turn(!present), [turn, present]),
  );
  useEscape(
    present,
    useCallback(() => turn(false), [turn]),
  );

  return (
    <>
      {present && screen.available && (
        <Tool
          word={t(screen.on ? 'fullScreenEnd' : 'fullScreen')}
          withWord={withWord}
          onClick={() => setFullScreen(!screen.on)}
        >
          {screen.on ? <Minimize className="icon" /> : <Maximize className="icon" />}
        </Tool>
      )}
      <Tool word={t(present ? 'presentEnd' : 'present')} withWord={withWord} onClick={() => turn(!present)}>
        {present ? <X className="icon" /> : <Presentation className="icon" />}
      </Tool>
    </>
  );
}

/** A sign, or with its word where there is room for that. */
function Tool(props: {
  word: string;
  withWord: boolean | undefined;
  onClick: () => void;
  children: ReactNode;
}) {
  const { word, withWord, onClick, children } = props;
  const label = withWord ? {} : { 'aria-label': word, title: word };
  return (
    <button
      type="button"
      className={withWord ? 'button' : 'button quiet square'}
      onClick={onClick}
      {...label}
    >
      {children}
      {withWord && word}
    </button>
  );
}

/** What takes Escape for itself: what lies over the page, and what is typed into. */
const TAKERS = 'dialog[open], :popover-open, input:focus, select:focus, textarea:focus';

/** Does something when Escape is pressed and nothing else takes it; a browser's full screen ends by itself. */
function useEscape(isActive: boolean, action: () => void): void {
  useEffect(() => {
    if (!isActive) return;
    const onKeyDown = ({ key }: KeyboardEvent) => {
      if (key !== 'Escape' || document.fullscreenElement !== null) return;
      if (document.querySelector(TAKERS) === null) action();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [isActive, action]);
}
