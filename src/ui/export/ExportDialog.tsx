import { type ReactNode, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import type { ExportFile } from '#session';
import { messageOf } from '#workers';
import { useDialogs } from '../context/dialogs.tsx';
import { useExports, useLive, useSession } from '../context/session.tsx';
import { Dialog } from '../controls/Dialog.tsx';
import { download } from '../download.ts';
import { EmbedSection } from './EmbedSection.tsx';
import { type ChartName, chartNames, useChartFiles } from './useChartFiles.ts';

type Outcome = { kind: 'making' | 'saved' | 'failed'; text: string };

/** All that can be taken along. Open for as long as it is rendered. */
export default function ExportDialog(props: { onClose: () => void }) {
  const t = useTranslations('export');
  const { list } = useFormatter();
  const open = useDialogs();
  const exports = useExports();
  const charts = useChartFiles();
  const isEmpty = useLive((state) => state.iteration === 0);
  const lacksPoints = useLive((state) => state.history.points.length === 0);
  const lacksCurve = useSession((state) => state.curve === null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);

  async function save(
    what: string,
    make: () => ExportFile | ExportFile[] | Promise<ExportFile | ExportFile[]>,
  ) {
    setOutcome({ kind: 'making', text: t('making', { what }) });
    try {
      const files = [await make()].flat();
      files.forEach(download);
      const name = list(files.map((file) => file.name));
      setOutcome({ kind: 'saved', text: t('saved', { name }) });
    } catch (error) {
      setOutcome({ kind: 'failed', text: t('failed', { what, message: messageOf(error) }) });
    }
  }

  const isMissing: Record<ChartName, boolean> = {
    accuracy: lacksPoints,
    loss: lacksPoints,
    curve: lacksCurve,
  };

  return (
    <Dialog className="export" title={t('title')} onClose={props.onClose}>
      <p className="fine">{t('intro')}</p>
      {(isEmpty || lacksPoints) && <p className="export-lack">{t('nothingYet')}</p>}
      <Section title={t('charts')} more={t('chartsMore')}>
        {chartNames.map((chart) => (
          <Row key={chart} name={t(chart)} more={chart === 'curve' && lacksCurve ? t('noCurve') : undefined}>
            {(['SVG', 'PNG'] as const).map((format) => (
              <SaveButton
                key={format}
                label={t('as', { what: t(chart), format })}
                text={format}
                disabled={isMissing[chart]}
                onSave={(what) => save(what, () => charts(chart, format))}
              />
            ))}
          </Row>
        ))}
      </Section>
      <Section title={t('history')} more={t('historyMore')}>
        <Row name={t('history')}>
          {(['CSV', 'JSON'] as const).map((format) => (
            <SaveButton
              key={format}
              label={t('as', { what: t('history'), format })}
              text={format}
              disabled={lacksPoints}
              onSave={(what) =>
                save(what, () => (format === 'CSV' ? exports.historyCsv() : exports.historyJson()))
              }
            />
          ))}
        </Row>
      </Section>
      <Section title={t('weights')} more={t('weightsMore')}>
        <Row name={t('checkpoint')}>
          <SaveButton
            label={t('as', { what: t('checkpoint'), format: 'safetensors' })}
            text="safetensors"
            disabled={isEmpty}
            onSave={(what) => save(what, () => exports.checkpoint())}
          />
        </Row>
        <Row name={t('script')}>
          <SaveButton
            label={t('as', { what: t('script'), format: '.py' })}
            text=".py"
            disabled={isEmpty}
            onSave={(what) => save(what, () => exports.evaluationScript())}
          />
        </Row>
      </Section>
      <Section title={t('run')} more={t('runMore')}>
        <Row name={t('runFile')}>
          <SaveButton
            label={t('as', { what: t('runFile'), format: '.maml.zip' })}
            text=".maml.zip"
            disabled={isEmpty}
            onSave={(what) => save(what, () => exports.run())}
          />
        </Row>
      </Section>
      <Section title={t('program')} more={t('programMore')}>
        <Row name="maml.py">
          <button type="button" className="button" onClick={() => open('code')}>
            {t('showCode')}
          </button>
        </Row>
      </Section>
      <EmbedSection />
      <p className={outcome?.kind === 'failed' ? 'export-outcome trouble' : 'export-outcome'} role="status">
        {outcome?.text}
      </p>
    </Dialog>
  );
}

function Section(props: { title: string; more: string; children: ReactNode }) {
  return (
    <section className="export-section">
      <h3>{props.title}</h3>
      <p className="fine">{props.more}</p>
      {props.children}
    </section>
  );
}

function Row(props: { name: string; more?: string; children: ReactNode }) {
  return (
    <div className="export-row">
      <span>
        {props.name} {props.more && <span className="fine">{props.more}</span>}
      </span>
      <div className="tool-row">{props.children}</div>
    </div>
  );
}

function SaveButton(props: {
  /** What it saves, for those who do not see what it stands beside. */
  label: string;
  text: string;
  disabled: boolean;
  onSave: (what: string) => void;
}) {
  const { label, text, disabled, onSave } = props;
  return (
    <button
      type="button"
      className="button small"
      aria-label={label}
      disabled={disabled}
      onClick={() => onSave(label)}
    >
      {text}
    </button>
  );
}
