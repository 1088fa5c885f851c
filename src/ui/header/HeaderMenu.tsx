import { Menu } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';

const ID = 'header-menu';

/** Holds what has no room in the header; a press elsewhere or Escape closes it. */
export function HeaderMenu(props: { children: ReactNode }) {
  const t = useTranslations('header');
  const label = t('menu');
  return (
    <>
      <button
        type="button"
        className="button quiet square"
        aria-label={label}
        title={label}
        popoverTarget={ID}
      >
        <Menu className="icon" />
      </button>
      <div className="header-menu" id={ID} popover="auto">
        {props.children}
      </div>
    </>
  );
}
