import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useStore } from 'zustand';
import { loading } from './once.ts';

/** Most parts are there before anybody wonders, in milliseconds. */
const PATIENCE = 400;

/** Says that a view, a dialog or a language is being loaded, where that takes a while. */
export function LoadingSign() {
  const t = useTranslations('parts');
  const isLoading = useStore(loading, (count) => count > 0);
  const [isLong, setIsLong] = useState(false);

  useEffect(() => {
    if (!isLoading) return;
    const timer = setTimeout(() => setIsLong(true), PATIENCE);
    return () => {
      clearTimeout(timer);
      setIsLong(false);
    };
  }, [isLoading]);

  return (
    <p className="loading-sign" role="status">
      {isLong && t('loading')}
    </p>
  );
}
