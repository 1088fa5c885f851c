import { useTranslations } from 'use-intl';
import {
  type AskedWeights,
  CLASS_DRAWINGS,
  type DrawTrouble,
  type Offer,
  type RemarkedWeights,
  shownSymbols,
} from '#session';
import { useArchiveName } from '../context/archiveName.ts';
import { usePage } from '../context/page.tsx';
import { useDraw, useDrawState, useStateReader } from '../context/session.tsx';
import { tags } from '../i18n/tags.tsx';
import { NoticeStrip } from '../notice/NoticeStrip.tsx';
import { Strip } from '../notice/Strip.tsx';
import { WeightsRemarks } from '../notice/WeightsRemarks.tsx';
import { WeightsSettings } from '../notice/WeightsSettings.tsx';
import { useSymbolName } from './names.ts';

/** One strip: trouble, a question, what can be brought back; else the session's own. */
export function DrawNotice() {
  const trouble = useDrawState((state) => state.trouble);
  const offer = useDrawState((state) => state.offer);
  const removed = useDrawState((state) => state.removed);
  if (trouble !== null) return <Trouble trouble={trouble} />;
  if (offer !== null) return <Question offer={offer} />;
  return removed === null ? <NoticeStrip /> : <Removed />;
}

function Trouble(props: { trouble: DrawTrouble }) {
  const draw = useDraw();
  const { trouble } = props;
  const dismiss = () => draw.dismissTrouble();
  switch (trouble.kind) {
    case 'weights-settings':
      return (
        <WeightsSettings
          asked={trouble}
          onGive={(given) => draw.openCheckpointFile(trouble.file, given)}
          onClose={dismiss}
        />
      );
    case 'weights-remarks':
      return <WeightsRemarks remarked={trouble} onClose={dismiss} />;
    default:
      return <Failure failure={trouble} onClose={dismiss} />;
  }
}

type DrawFailure = Exclude<DrawTrouble, AskedWeights | RemarkedWeights>;

function Failure(props: { failure: DrawFailure; onClose: () => void }) {
  const t = useTranslations('draw');
  return (
    <Strip trouble words={useTroubleWords(props.failure)}>
      <button type="button" className="button quiet" onClick={props.onClose}>
        {t('close')}
      </button>
    </Strip>
  );
}

function useTroubleWords(trouble: DrawFailure) {
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
  }
}

function Question(props: { offer: Offer }) {
  const { offer } = props;
  const t = useTranslations('draw');
  const draw = useDraw();
  const { setView } = usePage();
  const { iteration } = useStateReader()();
  const archive = useArchiveName();
  const count = useDrawState((state) => shownSymbols(state.set).length);
  const dataset = archive ?? t('invented');
  const questions = {
    classes: {
      words: t.rich('offerTraining', { ...tags, count, iteration, dataset, drawings: CLASS_DRAWINGS }),
      accept: t('offerAccept'),
    },
    leave: { words: t.rich('offerLeave', { ...tags, iteration }), accept: t('offerAcceptLeave') },
    network: { words: t.rich('offerNetwork', { ...tags, iteration }), accept: t('offerAcceptNetwork') },
  };
  const { words, accept } = questions[offer];
  const fallback = t('unnamed');
  return (
    <Strip words={words}>
      <button
        type="button"
        className="button"
        onClick={() => {
          draw.acceptOffer(fallback);
          if (offer === 'network') setView('train');
        }}
      >
        {accept}
      </button>
      <button type="button" className="button quiet" onClick={() => draw.dismissOffer()}>
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
