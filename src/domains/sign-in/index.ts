export { takeParked } from './parking/service.ts';
