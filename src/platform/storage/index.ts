export { diskStore, type ObjectStore, type StoredObject } from './object-store.ts';
