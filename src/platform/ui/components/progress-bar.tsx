export interface ProgressBarProps {
  readonly label: string;
  readonly value: number;
  readonly max: number;
  /** What is said beside the bar, for example "1,200 of 4,000 people". */
  readonly text?: string | undefined;
  readonly id?: string | undefined;
}

/** How far long work has come. A native element, so that it needs neither script nor an inline width. */
export function ProgressBar({ label, value, max, text, id }: ProgressBarProps) {
  const done = max > 0 ? Math.floor((Math.min(value, max) / max) * 100) : 0;
  return (
    <div className="gh-progress" id={id}>
      <p className="gh-progress__text">
        <span className="gh-progress__label">{label}</span> <span>{text ?? `${done}%`}</span>
      </p>
      <progress className="gh-progress__bar" aria-label={label} value={Math.min(value, max)} max={max}>
        {done}%
      </progress>
    </div>
  );
}
