export { Accordion } from 'govuk-frontend/dist/govuk/components/accordion/accordion.mjs';
