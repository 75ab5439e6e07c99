import type { ReactNode } from 'react';
import { classNames } from '../class-names.ts';
import type { Attributes, HeadingLevel } from '../options.ts';
import { Heading } from './heading.tsx';

export interface NotificationBannerProps {
  /** One line, shown large; for anything longer give children instead. */
  readonly text?: ReactNode;
  readonly children?: ReactNode;
  readonly title?: ReactNode;
  readonly titleId?: string | undefined;
  readonly titleHeadingLevel?: HeadingLevel | undefined;
  readonly type?: 'success' | undefined;
  readonly role?: string | undefined;
  readonly disableAutoFocus?: boolean | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
}

export function NotificationBanner(props: NotificationBannerProps) {
  const success = props.type === 'success';
  const titleId = props.titleId || 'govuk-notification-banner-title';
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: the role is alert or region, both take a name.
    <div
      {...props.attributes}
      className={classNames(
        'govuk-notification-banner',
        success && 'govuk-notification-banner--success',
        props.classes,
      )}
      role={props.role || (success ? 'alert' : 'region')}
      aria-labelledby={titleId}
      data-module="govuk-notification-banner"
      data-disable-auto-focus={props.disableAutoFocus}
    >
      <div className="govuk-notification-banner__header">
        <Heading
          level={props.titleHeadingLevel ?? 2}
          className="govuk-notification-banner__title"
          id={titleId}
        >
          {props.title || (success ? 'Success' : 'Important')}
        </Heading>
      </div>
      <div className="govuk-notification-banner__content">
        {props.children ??
          (props.text ? <p className="govuk-notification-banner__heading">{props.text}</p> : null)}
      </div>
    </div>
  );
}
