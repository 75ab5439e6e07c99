export type { Row } from './geometry.ts';
export { Paper } from './paper.ts';
