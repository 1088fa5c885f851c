import type { ReactNode } from 'react';
import { useDialogs } from '../context/dialogs.tsx';
import { TERMS, type TermName } from './terms.ts';

/** A term in a text, as a link to its entry in the glossary: unlike a button, it may run over two lines. */
function Term(props: { name: TermName; children: ReactNode }) {
  const open = useDialogs();
  return (
    <a
      className="term"
      href={`${window.location.search}#glossary-${props.name}`}
      onClick={(event) => {
        event.preventDefault();
        open('glossary', props.name);
      }}
    >
      {props.children}
    </a>
  );
}

type TermTags = Record<TermName, (chunks: ReactNode) => ReactNode>;

/** The tags by which messages name the terms of the glossary. */
export const termTags = Object.fromEntries(
  TERMS.map(({ name }) => [name, (chunks: ReactNode) => <Term name={name}>{chunks}</Term>]),
) as TermTags;
