import * as cheerio from 'cheerio';
import { describe, expect, it } from 'vitest';
import { allExamples } from '../all-examples.ts';
import { UiGallery } from '../gallery.tsx';
import { AppPage } from './app-page.tsx';
import type { PageContext } from './context.ts';
import { renderPage } from './document.tsx';
import { PlainPage } from './plain-page.tsx';

const context: PageContext = {
  user: { name: 'Priya Nair', roleLabel: 'Designated safeguarding lead' },
  nav: [
    { href: '/', text: 'Today', count: 6, current: true },
    { href: '/concerns', text: 'Concerns', count: 0 },
  ],
  schoolName: 'Larkfield Primary',
  banner: { kind: 'success', text: 'Acknowledged' },
  sessionEndsInSeconds: 1800,
  demo: true,
  assets: { css: '/assets/app.css', js: '/assets/app.js', font: '/assets/font.woff2' },
};

describe('a page', () => {
  it('says in its title that something is wrong', () => {
    const errors = [{ field: 'user', message: 'Enter your user name' }];
    const html = renderPage(
      <PlainPage title="Sign in" context={context} errors={errors}>
        <p>Words</p>
      </PlainPage>,
    );
    expect(html.startsWith('<!doctype html><html lang="en-GB"')).toBe(true);
    expect(cheerio.load(html)('title').text()).toBe('Error: Sign in – Gatehouse');
  });

  it('leads from every page to help, and has one main part to skip to', () => {
    for (const Page of [AppPage, PlainPage]) {
      const $ = cheerio.load(
        renderPage(
          <Page title="Today" heading="Today" context={context}>
            <p>Words</p>
          </Page>,
        ),
      );
      expect($('footer a[href="/help"]')).toHaveLength(1);
      expect($('footer a[href="tel:999"], footer a[href="tel:08001111"]')).toHaveLength(2);
      expect($('main#main')).toHaveLength(1);
      expect($('.govuk-skip-link').attr('href')).toBe('#main');
      expect($('h1')).toHaveLength(1);
      expect($('title').text()).toBe('Today – Gatehouse');
    }
  });

  it('marks where one is, and leaves a count of nothing out', () => {
    const $ = cheerio.load(
      renderPage(
        <AppPage title="Today" context={context}>
          Words
        </AppPage>,
      ),
    );
    const wide = $('.gh-side__wide');
    expect(wide.find('[aria-current="page"]').text()).toContain('Today');
    expect(wide.find('.gh-count')).toHaveLength(1);
    expect($('[data-session-ends-in]').attr('data-session-ends-in')).toBe('1800');
    expect($('form[action="/sign-out"]').attr('method')).toBe('post');
  });
});

describe('the gallery', () => {
  const html = renderPage(<UiGallery context={context} />);
  const $ = cheerio.load(html);

  it('shows every example, with nothing inline that the security policy would refuse', () => {
    const examples = allExamples.flatMap((set) => set.examples);
    expect(examples.length).toBeGreaterThan(60);
    expect($('.gh-gallery__example')).toHaveLength(examples.length);
    expect($('[style], style, script:not([src])')).toHaveLength(0);
    expect(html).not.toMatch(/\son[a-z]+=|javascript:|data:/);
  });

  it('gives each id once', () => {
    const ids = $('[id]')
      .map((_, element) => $(element).attr('id') ?? '')
      .get();
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });
});
