import { stepStyle } from '../steps.ts';
import { Frame } from './Frame.tsx';
import { type FilmView, maskAt, type Pick, type Who } from './filmView.ts';
import { StripHead } from './StripHead.tsx';
import { SupportColumn } from './SupportColumn.tsx';

/** One start: the support set, and a frame of query drawings after each step. */
export function Strip(props: {
  who: Who;
  view: FilmView;
  step: number;
  steps: readonly number[];
  symbols: readonly number[];
  queries: readonly number[];
  shots: number;
  pictures: boolean;
  pick: Pick;
  /** Whether the drawing picked is where the keys begin. */
  focusable: boolean;
}) {
  const { who, view, step, steps, symbols, queries, shots, pictures, pick, focusable } = props;
  const { query } = view.film.episode;
  const rows = symbols.map((symbol) =>
    queries.map((drawing) => ({
      symbol,
      query: drawing,
      row: symbol * view.queries + drawing,
      mask: pictures ? maskAt(query, symbol * view.queries + drawing) : null,
    })),
  );

  return (
    <section className={`strip ${who}`} aria-labelledby={`strip-${who}`}>
      <StripHead who={who} view={view} />
      {who === 'learnt' && (
        <div className="film-columns film-discs" aria-hidden="true">
          {steps.map((one) => (
            <span key={one} className="disc" data-step={one} style={stepStyle(one, view.steps)}>
              {one}
            </span>
          ))}
        </div>
      )}
      <div className="film-columns">
        <SupportColumn view={view} symbols={symbols} shots={shots} />
        {steps.map((one) => (
          <Frame
            key={one}
            who={who}
            step={one}
            steps={view.steps}
            isShown={one === step}
            rows={rows}
            answers={view[who].answers[one]}
            right={view[who].right[one]}
            all={view.drawings}
            pick={pick}
            focusable={focusable && one === step}
          />
        ))}
      </div>
    </section>
  );
}
