/** How far something is, as a bar. */
export function Progress(props: { name: string; done: number; total: number }) {
  const { name, done, total } = props;
  const percent = total > 0 ? 100 * Math.min(1, done / total) : 0;
  return (
    <div
      className="bar"
      role="progressbar"
      aria-label={name}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(percent)}
    >
      <i style={{ width: `${percent}%` }} />
    </div>
  );
}
