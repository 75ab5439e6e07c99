export type { Row } from './geometry.ts';
export type { Picture } from './order.ts';
export { Paper } from './paper.ts';
