export { peopleSearchRoutes } from './search/routes.tsx';
export { type FoundPerson, peopleById, placeOf, searchPeople, yearName } from './search/service.ts';
