import * as cheerio from 'cheerio';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { FormState } from '#platform/forms';
import { CheckboxesField, RadiosField, SelectField } from './choice-fields.tsx';
import { DateField } from './date-field.tsx';
import { FormErrors } from './form-errors.tsx';
import { PersonSearch } from './person-search.tsx';
import { PasswordField, TextareaField, TextField } from './text-field.tsx';

const form: FormState = {
  values: {
    title: ['A "quoted" <title>'],
    words: ['\nfirst line'],
    kind: ['conduct'],
    told: ['head', 'police'],
    'when-day': ['31'],
    'when-month': ['2'],
    'when-year': ['2026'],
    secret: ['hunter2'],
  },
  errors: [
    { field: 'title', message: 'Enter a title' },
    { field: 'title', message: 'Second message' },
    { field: 'when-month', message: 'The month must be between 1 and 12' },
    { field: '', message: 'Somebody else changed this' },
  ],
};

const items = ['content', 'conduct', 'head', 'police'].map((value) => ({ value, text: value }));
const page = (element: ReactElement) => cheerio.load(renderToStaticMarkup(element));

describe('a bound field', () => {
  it('keeps what was typed, and names its first error', () => {
    const $ = page(<TextField form={form} name="title" label="Title" />);
    expect($('#title').val()).toBe('A "quoted" <title>');
    expect($('#title').attr('aria-describedby')).toBe('title-error');
    expect($('#title-error').text()).toBe('Error: Enter a title');
  });

  it('keeps a line break at the start of a text', () => {
    // HTML drops the first line break in a textarea, so that one more must be written.
    expect(renderToStaticMarkup(<TextareaField form={form} name="words" label="Words" />)).toContain(
      '>\n\nfirst line</textarea>',
    );
  });

  it('checks what was chosen', () => {
    const radios = page(<RadiosField form={form} name="kind" label="Kind" items={items} />);
    expect(radios('[checked]').attr('value')).toBe('conduct');
    const boxes = page(<CheckboxesField form={form} name="told" label="Told" items={items} />);
    expect(
      boxes('[checked]')
        .map((_, box) => boxes(box).attr('value'))
        .get(),
    ).toEqual(['head', 'police']);
    const select = page(<SelectField form={form} name="kind" label="Kind" items={items} />);
    expect(select('[selected]').attr('value')).toBe('conduct');
  });

  it('never sends a password back', () => {
    const html = renderToStaticMarkup(
      <PasswordField form={form} name="secret" label="Password" autocomplete="current-password" />,
    );
    expect(html).not.toContain('hunter2');
  });

  it('marks only the part of a date that is wrong', () => {
    const $ = page(<DateField form={form} name="when" label="When" />);
    expect(
      $('.govuk-input--error')
        .map((_, part) => $(part).attr('name'))
        .get(),
    ).toEqual(['when-month']);
    expect($('#when').attr('name')).toBe('when-day');
    expect($('#when').val()).toBe('31');
  });

  it('keeps a chosen person in a hidden field', () => {
    const chosen: FormState = { values: { child: ['018f'] }, errors: [] };
    const $ = page(<PersonSearch form={chosen} name="q" target="child" url="/people" label="Child" />);
    expect($('input[type="hidden"][name="child"]').val()).toBe('018f');
  });
});

describe('the error summary', () => {
  it('links each message to the first control of its field', () => {
    const fields = (
      <>
        <FormErrors form={form} />
        <TextField form={form} name="title" label="Title" />
        <DateField form={form} name="when" label="When" />
      </>
    );
    const $ = page(fields);
    const targets = $('.govuk-error-summary a')
      .map((_, link) => $(link).attr('href') ?? '')
      .get();
    expect(targets).toEqual(['#title', '#title', '#when-month']);
    for (const target of targets) expect($(target)).toHaveLength(1);
    expect($('.govuk-error-summary li').last().text()).toBe('Somebody else changed this');
  });

  it('is not there when nothing is wrong', () => {
    expect(renderToStaticMarkup(<FormErrors form={{ values: {}, errors: [] }} />)).toBe('');
  });
});
