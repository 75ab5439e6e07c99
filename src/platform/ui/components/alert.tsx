import type { ReactNode } from 'react';
import { classNames } from '../class-names.ts';
import type { Attributes } from '../options.ts';

export type AlertVariant = 'information' | 'success' | 'warning' | 'error';

export interface AlertProps {
  readonly variant?: AlertVariant | undefined;
  /** Names the alert for who does not see its colour; shown as a heading only if asked. */
  readonly title: string;
  readonly children?: ReactNode;
  readonly showTitleAsHeading?: boolean | undefined;
  readonly role?: string | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
}

// Drawn by us on a 24 by 24 grid: a letter i, a tick, a triangle, an octagon.
const icons: Record<AlertVariant, string> = {
  information: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm-1.2 4h2.4v2.6h-2.4zm0 4.2h2.4V18h-2.4z',
  success: 'M3 12.5 5.3 10l4.3 4.4L18.8 5 21 7.400 9.600 19z',
  warning: 'M12 2 23 21.500H1zm-1.200 7.500v6h2.400v-6zm0 7.500v2.300h2.400V17z',
  error: 'M8 2h8l6 6v8l-6 6H8l-6-6V8zm2.800 4.500v7h2.400v-7zm0 8.600v2.400h2.400v-2.400z',
};

export function Alert(props: AlertProps) {
  const variant = props.variant ?? 'information';
  const headed = props.showTitleAsHeading === true && Boolean(props.children);
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: the role is region, alert or status, each named.
    <div
      {...props.attributes}
      role={props.role ?? 'region'}
      className={classNames(
        'moj-alert',
        `moj-alert--${variant}`,
        headed && 'moj-alert--with-heading',
        props.classes,
      )}
      aria-label={`${variant}: ${props.title}`}
    >
      <svg
        className="moj-alert__icon"
        aria-hidden="true"
        focusable="false"
        viewBox="0 0 24 24"
        width="24"
        height="24"
      >
        <path fill="currentColor" fillRule="evenodd" d={icons[variant]} />
      </svg>
      <div className="moj-alert__content">
        {headed ? <h2 className="moj-alert__heading">{props.title}</h2> : null}
        {props.children ?? props.title}
      </div>
    </div>
  );
}
