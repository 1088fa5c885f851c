import { useTranslations } from 'use-intl';
import { type DrawTrouble, MOST_SHOTS, shownSymbols } from '#session';
import { useArchiveName } from '../context/archiveName.ts';
import { useDraw, useDrawState, useStateReader } from '../context/session.tsx';
import { tags } from '../i18n/tags.tsx';
import { NoticeStrip } from '../notice/NoticeStrip.tsx';
import { Strip } from '../notice/Strip.tsx';
import { useSymbolName } from './names.ts';

/** One strip: trouble, a question, what can be brought back; else the session's own. */
export function DrawNotice() {
  const trouble = useDrawState((state) => state.trouble);
  const offers = useDrawState((state) => state.offersTraining);
  const removed = useDrawState((state) => state.removed);
  if (trouble !== null) return <Trouble trouble={trouble} />;
  if (offers) return <Offer />;
  return removed === null ? <NoticeStrip /> : <Removed />;
}

function Trouble(props: { trouble: DrawTrouble }) {
  const draw = useDraw();
  const t = useTranslations('draw');
  return (
    <Strip trouble words={useTroubleWords(props.trouble)}>
      <button type="button" className="button quiet" onClick={() => draw.dismissTrouble()}>
        {t('close')}
      </button>
    </Strip>
  );
}

function useTroubleWords(trouble: DrawTrouble) {
  const t = useTranslations('draw');
  switch (trouble.kind) {
    case 'network':
      return t.rich('troubleNetwork', { ...tags, message: trouble.message });
    case 'checkpoint':
      return t.rich('troubleCheckpoint', { ...tags, file: trouble.file, message: trouble.message });
    case 'zip':
      return t.rich('troubleZip', { ...tags, file: trouble.file });
    case 'storage':
      return t.rich('troubleStorage', tags);
    case 'adapt':
      return t.rich('troubleAdapt', { ...tags, message: trouble.message });
    case 'too-few': {
      const { needed, found } = trouble;
      return t.rich('troubleTooFew', { ...tags, needed, found, most: MOST_SHOTS });
    }
  }
}

function Offer() {
  const t = useTranslations('draw');
  const draw = useDraw();
  const readState = useStateReader();
  const archive = useArchiveName();
  const count = useDrawState((state) => shownSymbols(state.set).length);
  const { iteration } = readState();
  const fallback = t('unnamed');
  return (
    <Strip words={t.rich('offerTraining', { ...tags, count, iteration, dataset: archive ?? t('invented') })}>
      <button type="button" className="button" onClick={() => draw.joinTraining(fallback)}>
        {t('offerAccept')}
      </button>
      <button type="button" className="button quiet" onClick={() => draw.dismissTrouble()}>
        {t('offerKeep')}
      </button>
    </Strip>
  );
}

function Removed() {
  const t = useTranslations('draw');
  const draw = useDraw();
  const nameOf = useSymbolName();
  const removed = useDrawState((state) => state.removed);
  if (removed === null) return null;
  const words =
    removed.what === 'symbol'
      ? t.rich('removedSymbol', { ...tags, name: nameOf(removed) })
      : t.rich('removedSet', { ...tags, name: removed.name });
  return (
    <Strip words={words}>
      <button type="button" className="button" onClick={() => draw.undoRemoval()}>
        {t('bringBack')}
      </button>
      <button type="button" className="button quiet" onClick={() => draw.dismissRemoval()}>
        {t('close')}
      </button>
    </Strip>
  );
}
