import { type ReactNode, useEffect, useRef, useState } from 'react';

/** Milliseconds between two announcements of changing figures. */
const QUIET = 10_000;

/** Says its words to screen readers: at once when the topic changes, else at most every ten seconds. */
export function Announcer(props: { topic: string; children: ReactNode }) {
  return (
    <p className="hidden" aria-live="polite">
      <Spoken key={props.topic}>{props.children}</Spoken>
    </p>
  );
}

function Spoken(props: { children: ReactNode }) {
  const latest = useRef(props.children);
  const [spoken, setSpoken] = useState(props.children);

  useEffect(() => {
    latest.current = props.children;
  });

  useEffect(() => {
    const timer = setInterval(() => setSpoken(latest.current), QUIET);
    return () => clearInterval(timer);
  }, []);

  return spoken;
}
