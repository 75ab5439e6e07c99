export { statementRoutes } from './statements/routes.tsx';
export { todayRoutes } from './today/routes.tsx';
