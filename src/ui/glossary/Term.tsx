import '../styles/term.css';
import type { ComponentProps, ReactNode } from 'react';
import { useDialogs } from '../context/dialogs.tsx';
import { TERMS, type TermName } from './terms.ts';

interface TermProps extends Omit<ComponentProps<'a'>, 'href' | 'onClick'> {
  name: TermName;
  onOpen?: () => void;
}

/** A term in a text, as a link to its entry in the glossary: unlike a button, it may run over two lines. */
export function Term({ name, onOpen, ...rest }: TermProps) {
  const open = useDialogs();
  return (
    <a
      {...rest}
      className="term"
      href={`${window.location.search}#glossary-${name}`}
      onClick={(event) => {
        event.preventDefault();
        open('glossary', name);
        onOpen?.();
      }}
    />
  );
}

export type TermTags = Record<TermName, (chunks: ReactNode) => ReactNode>;

/** The tags by which messages name the terms of the glossary. */
export const termTags = Object.fromEntries(
  TERMS.map(({ name }) => [name, (chunks: ReactNode) => <Term name={name}>{chunks}</Term>]),
) as TermTags;
