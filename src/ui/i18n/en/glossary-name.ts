/** The glossary's name. */
export const glossary = { title: 'Glossary', open: 'Glossary' } as const;
