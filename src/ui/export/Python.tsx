import { Fragment, useMemo } from 'react';

/** Docstrings and comments; strings, so that no word in them counts; and the words that shape a program. */
const PIECES =
  /(?<words>"""[\s\S]*?"""|#.*)|"[^"\n]*"|\b(?<key>def|return|for|in|if|else|elif|with|while|import|from|as|and|or|not|continue|lambda)\b/g;

interface Piece {
  /** Where it begins in the program. */
  at: number;
  text: string;
  kind: 'words' | 'key' | 'plain';
}

function piecesOf(program: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  const add = (end: number, kind: Piece['kind']) => {
    if (end > at) pieces.push({ at, text: program.slice(at, end), kind });
    at = end;
  };
  for (const { index, 0: text, groups } of program.matchAll(PIECES)) {
    if (groups?.words === undefined && groups?.key === undefined) continue;
    add(index, 'plain');
    add(index + text.length, groups.words === undefined ? 'key' : 'words');
  }
  add(program.length, 'plain');
  return pieces;
}

/** A Python program to read: its words for people stand back, its keywords stand out. */
export function Python(props: { program: string }) {
  const pieces = useMemo(() => piecesOf(props.program), [props.program]);
  return (
    <pre className="python">
      {pieces.map(({ at, text, kind }) =>
        kind === 'plain' ? (
          <Fragment key={at}>{text}</Fragment>
        ) : (
          <span key={at} className={kind}>
            {text}
          </span>
        ),
      )}
    </pre>
  );
}
