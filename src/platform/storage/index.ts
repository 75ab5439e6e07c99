export { diskStore, type ObjectStore, type StoredObject, syncFolder } from './object-store.ts';
