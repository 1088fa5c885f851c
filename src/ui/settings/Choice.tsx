/** A native menu over the names of a catalogue group. */
export function Choice<Name extends string>(props: {
  label: string;
  value: Name;
  names: readonly Name[];
  show: (name: Name) => string;
  onChange: (name: Name) => void;
}) {
  return (
    <select
      className="select"
      aria-label={props.label}
      value={props.value}
      onChange={(event) => {
        const chosen = props.names.find((name) => name === event.target.value);
        if (chosen !== undefined) props.onChange(chosen);
      }}
    >
      {props.names.map((name) => (
        <option key={name} value={name}>
          {props.show(name)}
        </option>
      ))}
    </select>
  );
}
