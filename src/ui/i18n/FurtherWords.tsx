import { type ReactNode, use } from 'react';
import { IntlProvider, type Messages, useMessages } from 'use-intl';
import { usePage } from '../context/page.tsx';
import { furtherWords } from './catalogue.ts';

/** What lesson and glossary say, beside the page's other words, for everything inside. */
export function FurtherWords(props: { children: ReactNode }) {
  const { lang } = usePage();
  const messages: Messages = { ...useMessages(), ...use(furtherWords(lang)) };
  return (
    <IntlProvider locale={lang} messages={messages} timeZone="UTC">
      {props.children}
    </IntlProvider>
  );
}
