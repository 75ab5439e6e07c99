import { symbols } from '../../symbols.ts';

/** A symbol on the page; the words that it stands for are beside it. */
export function Drawn({ of }: { readonly of: keyof typeof symbols }) {
  const { view, line, paths } = symbols[of];
  return (
    <svg
      className="gh-symbol"
      viewBox={`0 0 ${view} ${view}`}
      fill="none"
      stroke="currentColor"
      strokeWidth={line}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {paths.map(({ d, fill }) => (
        <path key={d} d={d} fill={fill} />
      ))}
    </svg>
  );
}
