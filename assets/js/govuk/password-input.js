export { PasswordInput } from 'govuk-frontend/dist/govuk/components/password-input/password-input.mjs';
