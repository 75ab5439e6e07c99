import { Radios as GovukRadios } from 'govuk-frontend/dist/govuk/components/radios/radios.mjs';

/**
 * govuk-frontend's radios, without `aria-expanded`: ARIA does not allow it on a radio, and what some screen
 * readers make of it differs. The question that opens comes next in reading order, which says enough.
 */
export class Radios extends GovukRadios {
  syncConditionalRevealWithInputState(input) {
    super.syncConditionalRevealWithInputState(input);
    input.removeAttribute('aria-expanded');
  }
}
