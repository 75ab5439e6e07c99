/*
 * The import rules of docs/architecture.md. scripts/import-rules.test.mjs plants a breach of each and sees it
 * caught. Tests are free to reach where they must; the code they test is not.
 */

/**
 * Which domain may call which, and so in which order they were thought. Add a line with the import that needs
 * it. It must stay free of circles: that is checked below, when this file is read.
 */
const mayUse = {
  audit: [],
  people: ['audit'],
  backups: ['audit', 'people'],
  'sign-in': ['audit', 'people'],
  policies: ['audit', 'people'],
  evidence: ['audit', 'people'],
  access: ['audit', 'people', 'policies'],
  concerns: ['audit', 'people', 'policies', 'sign-in', 'evidence', 'access'],
  consents: ['audit', 'people', 'policies'],
  training: ['audit', 'people', 'policies'],
  partners: ['audit', 'people', 'access'],
  devices: ['audit', 'people', 'access'],
  filtering: ['audit', 'people', 'access', 'policies'],
  monitoring: ['audit', 'people', 'concerns', 'filtering'],
  'mail-audit': ['audit', 'people', 'concerns', 'monitoring'],
  'data-protection': ['audit', 'people', 'concerns', 'evidence'],
  assurance: [
    'audit',
    'people',
    'backups',
    'evidence',
    'concerns',
    'policies',
    'access',
    'filtering',
    'monitoring',
    'training',
  ],
};

function requireAcyclic(graph) {
  const visit = (name, path) => {
    if (path.includes(name)) throw new Error(`Domains in a circle: ${[...path, name].join(' → ')}`);
    if (graph[name] === undefined) throw new Error(`Domain "${name}" is used but not declared.`);
    for (const next of graph[name]) visit(next, [...path, name]);
  };
  for (const name of Object.keys(graph)) visit(name, []);
}
requireAcyclic(mayUse);

// What lies in a folder `fixtures` is for tests alone, so it is held to the same.
const test = '([.]test[.]tsx?$|/fixtures/)';
const anyOf = (names) => `(${names.join('|')})`;
const error = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** One rule for each domain: other domains, unless its line names them. */
const declaredDomains = Object.entries(mayUse).map(([name, others]) =>
  error(
    `domain-${name}-declared`,
    `"${name}" may use ${others.join(', ') || 'no other domain'}: add to mayUse in .dependency-cruiser.cjs, without a circle.`,
    { path: `^src/domains/${name}/`, pathNot: test },
    { path: '^src/domains/', pathNot: `^src/domains/${anyOf([name, ...others])}/` },
  ),
);

module.exports = {
  forbidden: [
    error(
      'platform-below',
      'The platform knows no domain, app or engine.',
      { path: '^src/platform/', pathNot: test },
      {
        path: '^src/(domains|apps|engine)/',
      },
    ),
    error(
      'domains-below-apps',
      'A domain knows no app.',
      { path: '^src/domains/', pathNot: test },
      { path: '^src/apps/' },
    ),
    error(
      'engine-alone',
      'The engine imports only itself and what comes with Node.',
      { path: '^src/engine/', pathNot: test },
      { pathNot: '^src/engine/', dependencyTypesNot: ['core'] },
    ),
    error(
      'domain-front-door',
      'A domain reaches another only through its index.ts (#domains/x).',
      { path: '^src/domains/([^/]+)/', pathNot: test },
      { path: '^src/domains/', pathNot: '^src/domains/($1/|[^/]+/index[.]ts$)' },
    ),
    error(
      'app-front-door',
      'Apps reach a domain or a part of the platform only through its index.ts.',
      { path: '^src/apps/', pathNot: test },
      { path: '^src/(domains|platform)/', pathNot: '^src/(domains|platform)/[^/]+/index[.]ts$' },
    ),
    error(
      'platform-front-door',
      'Domains reach a part of the platform only through its index.ts (#platform/x).',
      { path: '^src/domains/', pathNot: test },
      { path: '^src/platform/', pathNot: '^src/platform/[^/]+/index[.]ts$' },
    ),
    error(
      'domain-declared',
      'A new domain needs its line in mayUse in .dependency-cruiser.cjs.',
      { path: '^src/', pathNot: `^src/(?!domains/)|^src/domains/${anyOf(Object.keys(mayUse))}/` },
      {},
    ),
    ...declaredDomains,
    error(
      'kysely-in-queries',
      "Only queries.ts (or a domain's queries/) and platform/db write queries.",
      {
        path: '^src/',
        pathNot: ['/queries[.]ts$', '^src/domains/[^/]+/queries/', '^src/platform/db/', test],
      },
      { path: 'node_modules/kysely/' },
    ),
    error(
      'fastify-in-routes',
      'Only routes, platform/http and the apps know the web server.',
      {
        path: '^src/',
        pathNot: ['^src/domains/[^/]+/routes([.]tsx?$|/)', '^src/platform/http/', '^src/apps/', test],
      },
      { path: 'node_modules/(fastify|@fastify)/' },
    ),
    error(
      'views-only-show',
      'A view is data to HTML: platform/ui, platform/clock for formatting, types, and other views of its domain.',
      { path: '^src/domains/([^/]+)/views/', pathNot: test },
      {
        pathNot: ['^src/platform/(ui|clock)/', '^src/domains/$1/types[.]ts$', '^src/domains/$1/views/'],
        dependencyTypesNot: ['type-only'],
      },
    ),
    error(
      'no-circles',
      'Two files that need each other are one file, or hide a third.',
      { path: '^src/' },
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
    error(
      'no-test-code',
      'What ships does not import tests.',
      { path: '^src/', pathNot: test },
      {
        path: ['^(test|bench)/', test],
      },
    ),
    error(
      'no-dev-dependency',
      'What ships does not import what only development has.',
      { path: '^src/', pathNot: test },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: 'node_modules/@types/' },
    ),
    error('resolvable', 'This import leads nowhere.', { path: '^src/' }, { couldNotResolve: true }),
  ],
  options: {
    // Type-only imports count too: the rules are about knowing, not only about running.
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(build|var)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.d.ts'],
    },
  },
};
