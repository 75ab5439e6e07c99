export interface NavItem {
  readonly href: string;
  readonly text: string;
  /** The heading that it stands under; those with the same one follow each other. */
  readonly section?: string | undefined;
  readonly count?: number;
  readonly current?: boolean;
}

export interface PageBanner {
  readonly kind: 'success' | 'info' | 'warning' | 'error';
  readonly text: string;
}

/** What a page needs to know beside its own content; routes fill it in once for every page. */
export interface PageContext {
  readonly user?: { readonly name: string; readonly roleLabel: string };
  readonly nav: readonly NavItem[];
  readonly schoolName?: string;
  readonly banner?: PageBanner;
  readonly sessionEndsInSeconds?: number;
  readonly demo: boolean;
  /** Addresses from the asset manifest. `font` is preloaded and `icon` linked where they are given. */
  readonly assets: {
    readonly css: string;
    readonly js: string;
    readonly font?: string;
    readonly icon?: string;
  };
}
