export { Tabs } from 'govuk-frontend/dist/govuk/components/tabs/tabs.mjs';
