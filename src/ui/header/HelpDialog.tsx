import { useTranslations } from 'use-intl';
import { Cite } from '../cite/Cite.tsx';
import { Dialog } from '../controls/Dialog.tsx';
import { OpenGlossary } from '../glossary/OpenGlossary.tsx';
import { tags } from '../i18n/tags.tsx';
import { useList } from '../i18n/useList.ts';
import { viewNames } from '../views.ts';
import { LessonDoor } from '../welcome/LessonDoor.tsx';
import { sourceTags } from '../welcome/sourceTags.tsx';

const PARAGRAPHS = ['loops', 'answers', 'random', 'charts', 'split', 'room'] as const;

/** What the page is and shows, its keys, and how to cite it. Open for as long as it is rendered. */
export function HelpDialog(props: { onClose: () => void }) {
  const t = useTranslations('help');
  const w = useTranslations('welcome');

  return (
    <Dialog className="help" title={t('title')} onClose={props.onClose}>
      <p>{w.rich('sentence', { ...tags, ...sourceTags })}</p>
      <p className="fine">{w.rich('sources', sourceTags)}</p>
      {PARAGRAPHS.map((key) => (
        <p key={key}>{t.rich(key, tags)}</p>
      ))}
      <p className="help-doors">
        <LessonDoor onOpen={props.onClose} />
        <OpenGlossary />
      </p>
      <h3>{t('keys')}</h3>
      <Keys />
      <h3>{t('cite')}</h3>
      <Cite />
    </Dialog>
  );
}

/** Every key of the page and of its views. */
function Keys() {
  const t = useTranslations();
  const list = useList();
  const views = list(viewNames.map((name) => t(`views.${name}`)));
  const keys = [
    [t('help.spaceKey'), t('help.space')],
    [`1–${viewNames.length}`, t('help.digits', { views })],
    [t('help.arrowsKey'), t('help.arrows')],
    ['Home, End', t('help.ends')],
    ['Page Up, Page Down', t('help.pages')],
    ['Tab', t('help.tab')],
    ['Enter', t('help.enter')],
    ['P', t('help.present')],
    ['Esc', t('help.escape')],
    ['?', t('help.question')],
  ];
  return (
    <dl className="keys">
      {keys.map(([key, meaning]) => (
        <div key={key}>
          <dt>
            <kbd>{key}</kbd>
          </dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  );
}
