import type { Catalogue } from '../catalogue.ts';

/** The glossary's name. */
export const glossary: Catalogue['glossary'] = { title: '术语表', open: '术语表' };
