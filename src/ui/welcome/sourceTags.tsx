import type { ReactNode } from 'react';

/** A page elsewhere; it opens beside this one, whose run goes on. */
function Source(props: { href: string; children: ReactNode }) {
  return (
    <a href={props.href} target="_blank" rel="noreferrer">
      {props.children}
    </a>
  );
}

/** The tags by which messages link to the method's paper and to the data set. */
export const sourceTags = {
  paper: (chunks: ReactNode) => <Source href="https://arxiv.org/abs/1703.03400">{chunks}</Source>,
  dataset: (chunks: ReactNode) => <Source href="https://github.com/brendenlake/omniglot">{chunks}</Source>,
};
