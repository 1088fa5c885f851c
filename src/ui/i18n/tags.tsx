import type { ReactNode } from 'react';

/** The tags that messages may use, besides a message's own. */
export const tags = {
  b: (chunks: ReactNode) => <b>{chunks}</b>,
  code: (chunks: ReactNode) => <code>{chunks}</code>,
  sym: (chunks: ReactNode) => <i className="sym">{chunks}</i>,
};
