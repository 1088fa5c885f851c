import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { type StoreApi, useStore } from 'zustand';
import {
  type DrawPart,
  type DrawState,
  type Exports,
  type FilmPart,
  type FilmState,
  isGoing,
  type Lesson,
  type LessonState,
  type SessionActions,
  type SessionState,
} from '#session';
import { throttled } from './throttled.ts';

/** What the page needs of a session: its state, and all that a person can do. */
export interface PageSession {
  readonly store: StoreApi<SessionState>;
  readonly actions: SessionActions;
  readonly film: FilmPart;
  readonly draw: DrawPart;
  readonly lesson: Lesson;
  readonly exports: Exports;
}

const SessionContext = createContext<PageSession | null>(null);

export function SessionProvider(props: { session: PageSession; children: ReactNode }) {
  return <SessionContext value={props.session}>{props.children}</SessionContext>;
}

function usePageSession(): PageSession {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('No session around this component.');
  return session;
}

export function useActions(): SessionActions {
  return usePageSession().actions;
}

/** The state as it is when asked for, as at a press of a key; nothing renders for its changes. */
export function useStateReader(): () => SessionState {
  return usePageSession().store.getState;
}

/** A slice of the session's state; for what changes when a person does something. */
export function useSession<Slice>(select: (state: SessionState) => Slice): Slice {
  return useStore(usePageSession().store, select);
}

/** A run at rest is never shown with the numbers of a moment before. */
const cameToRest = (state: SessionState, shown: SessionState) =>
  isGoing(shown.phase) && !isGoing(state.phase);

/** A slice of the state that changes with every meta-iteration, taken over once per `interval` ms. */
export function useLive<Slice>(select: (state: SessionState) => Slice, interval = 100): Slice {
  const { store } = usePageSession();
  const live = useMemo(() => throttled(store, interval, cameToRest), [store, interval]);
  return useStore(live, select);
}

/** All that a person can do with the filmstrip. */
export function useFilm(): FilmPart {
  return usePageSession().film;
}

/** A slice of the filmstrip's state. */
export function useFilmState<Slice>(select: (state: FilmState) => Slice): Slice {
  return useStore(usePageSession().film.store, select);
}

/** All that a person can do with their own symbols. */
export function useDraw(): DrawPart {
  return usePageSession().draw;
}

/** A slice of the drawing view's state. */
export function useDrawState<Slice>(select: (state: DrawState) => Slice): Slice {
  return useStore(usePageSession().draw.store, select);
}

/** What a person can take along. */
export function useExports(): Exports {
  return usePageSession().exports;
}

/** All that a person can do in the lesson. */
export function useLessonActions(): Lesson['actions'] {
  return usePageSession().lesson.actions;
}

/** A slice of the lesson's state; for what changes when a person does something. */
export function useLesson<Slice>(select: (state: LessonState) => Slice): Slice {
  return useStore(usePageSession().lesson.store, select);
}

/** A slice of the lesson's state that changes as the run goes on, taken over once per `interval` ms. */
export function useLiveLesson<Slice>(select: (state: LessonState) => Slice, interval = 300): Slice {
  const { store } = usePageSession().lesson;
  const live = useMemo(() => throttled(store, interval), [store, interval]);
  return useStore(live, select);
}
