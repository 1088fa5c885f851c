import { useCallback, useSyncExternalStore } from 'react';

function subscribe(tell: () => void): () => void {
  document.addEventListener('fullscreenchange', tell);
  return () => document.removeEventListener('fullscreenchange', tell);
}

const isOn = () => document.fullscreenElement !== null;

interface FullScreen {
  /** Not on every phone, nor in a frame that may not. */
  available: boolean;
  on: boolean;
  /** Refused requests change nothing: the page is as good in its window. */
  set(on: boolean): void;
}

/** Whether the page has the whole screen, and the way there and back. */
export function useFullScreen(): FullScreen {
  const on = useSyncExternalStore(subscribe, isOn);
  const set = useCallback((wanted: boolean) => {
    if (wanted === isOn()) return;
    const done = wanted ? document.documentElement.requestFullscreen() : document.exitFullscreen();
    done.catch(() => {});
  }, []);
  return { available: document.fullscreenEnabled === true, on, set };
}
