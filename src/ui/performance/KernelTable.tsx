import { Fragment } from 'react';
import { useTranslations } from 'use-intl';
import type { Profile } from '#maml';
import { amount, count, percent } from '../format.ts';
import { useBytes } from './useBytes.ts';

/** Kernels by falling time: a bar each, and what they were called for. */
export function KernelTable(props: { profile: Profile }) {
  const t = useTranslations('performance');
  const bytes = useBytes();
  const { kernels, seconds } = props.profile;
  const milliseconds = (value: number) => t('milliseconds', { amount: amount(1000 * value) });
  const longest = Math.max(...kernels.map((kernel) => kernel.seconds), Number.MIN_VALUE);
  const total = (of: 'calls' | 'dispatches' | 'bytes') =>
    kernels.reduce((sum, kernel) => sum + kernel[of], 0);

  return (
    <table className="kernels">
      <thead>
        <tr>
          <th scope="col">{t('kernel')}</th>
          <th scope="col">{t('time')}</th>
          <th scope="col">{t('share')}</th>
          <th scope="col">{t('calls')}</th>
          <th scope="col" className="optional">
            {t('dispatches')}
          </th>
          <th scope="col">{t('written')}</th>
        </tr>
      </thead>
      <tbody>
        {kernels.map((kernel) => (
          <tr key={kernel.name}>
            <th scope="row">
              <Breakable name={kernel.name} />
              <span className="measure" aria-hidden="true">
                <i style={{ width: `${(100 * kernel.seconds) / longest}%` }} />
              </span>
            </th>
            <td>{milliseconds(kernel.seconds)}</td>
            <td>{percent(seconds > 0 ? kernel.seconds / seconds : 0)}</td>
            <td>{count(kernel.calls)}</td>
            <td className="optional">{count(kernel.dispatches)}</td>
            <td>{bytes(kernel.bytes)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('total')}</th>
          <td>{milliseconds(seconds)}</td>
          <td>{percent(1)}</td>
          <td>{count(total('calls'))}</td>
          <td className="optional">{count(total('dispatches'))}</td>
          <td>{bytes(total('bytes'))}</td>
        </tr>
      </tfoot>
    </table>
  );
}

/** A name such as BatchNormRelu, which may be broken before its capitals. */
function Breakable(props: { name: string }) {
  return props.name.split(/(?<=[a-z])(?=[A-Z])/).map((part, i) => (
    <Fragment key={part}>
      {i > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}
