export type { Row } from './geometry.ts';
export { Paper } from './paper.ts';
export type { PaperOptions } from './sheet.ts';
