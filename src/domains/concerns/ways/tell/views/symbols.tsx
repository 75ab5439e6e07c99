import type { ReactNode } from 'react';
import type { TopicId } from '../../topics.ts';

/** Drawn for who cannot read yet: plain shapes, each with its words beside it. */
function Drawing({ children }: { readonly children: ReactNode }) {
  return (
    <svg
      className="gh-symbol"
      viewBox="0 0 48 48"
      fill="none"
      stroke="currentColor"
      strokeWidth="3"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  );
}

const face = <circle cx="24" cy="24" r="19" fill="#ffe9a8" />;
const eyes = (
  <>
    <circle cx="17" cy="20" r="1.5" fill="currentColor" />
    <circle cx="31" cy="20" r="1.5" fill="currentColor" />
  </>
);

export const symbols: Readonly<
  Record<TopicId | 'happy' | 'unsure' | 'danger' | 'child' | 'older', ReactNode>
> = {
  unkind: (
    <Drawing>
      {face}
      <path d="M13 16l7 3M35 16l-7 3M16 34c5-5 11-5 16 0" />
    </Drawing>
  ),
  message: (
    <Drawing>
      <rect x="5" y="10" width="38" height="28" rx="4" fill="#e3f0ee" />
      <path d="M6 13l18 14 18-14" />
    </Drawing>
  ),
  stranger: (
    <Drawing>
      <circle cx="24" cy="15" r="9" fill="#eceae5" />
      <path d="M7 43c1-11 8-16 17-16s16 5 17 16M21 14c0-4 6-4 6-1 0 2-3 2-3 5" />
    </Drawing>
  ),
  scary: (
    <Drawing>
      <rect x="5" y="7" width="38" height="27" rx="3" fill="#e3f0ee" />
      <path d="M16 42h16M24 34v8M24 13v10M24 28v.5" />
    </Drawing>
  ),
  picture: (
    <Drawing>
      <rect x="5" y="9" width="38" height="30" rx="3" fill="#eceae5" />
      <circle cx="24" cy="24" r="9" />
      <path d="M18 30l12-12" />
    </Drawing>
  ),
  hurt: (
    <Drawing>
      <rect x="4" y="17" width="40" height="15" rx="7.5" fill="#fdf1d8" transform="rotate(-35 24 24)" />
      <path d="M20 24h.1M24 20h.1M28 24h.1M24 28h.1" />
    </Drawing>
  ),
  sad: (
    <Drawing>
      {face}
      {eyes}
      <path d="M16 34c5-5 11-5 16 0M17 24v5" />
    </Drawing>
  ),
  other: (
    <Drawing>
      <circle cx="10" cy="24" r="3" fill="currentColor" />
      <circle cx="24" cy="24" r="3" fill="currentColor" />
      <circle cx="38" cy="24" r="3" fill="currentColor" />
    </Drawing>
  ),
  happy: (
    <Drawing>
      {face}
      {eyes}
      <path d="M15 29c5 6 13 6 18 0" />
    </Drawing>
  ),
  unsure: (
    <Drawing>
      {face}
      {eyes}
      <path d="M17 32h14" />
    </Drawing>
  ),
  danger: (
    <Drawing>
      <path d="M24 6l20 35H4z" fill="#fbe9e7" />
      <path d="M24 19v10M24 35v.5" />
    </Drawing>
  ),
  child: (
    <Drawing>
      <circle cx="24" cy="14" r="8" fill="#ffe9a8" />
      <path d="M24 22v13M14 28h20M24 35l-7 9M24 35l7 9" />
    </Drawing>
  ),
  older: (
    <Drawing>
      <path d="M6 10c7-2 13-1 18 3 5-4 11-5 18-3v28c-7-2-13-1-18 3-5-4-11-5-18-3z" fill="#e3f0ee" />
      <path d="M24 13v28" />
    </Drawing>
  ),
};
