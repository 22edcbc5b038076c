// Keeps the arrows of docs/architecture.md: a package imports only the packages below it, no file is part of a circle, and no
// two folders import each other.
import { globSync, readFileSync } from 'node:fs'
import { sep } from 'node:path'
import { findImportProblems } from './imports/find-import-problems.ts'

/** What each package's shipped sources may import. Tests may also use the sandbox, which is how the connector is proven. */
const allowedImports: Record<string, readonly string[]> = {
  catalog: [],
  connector: [
    '@coupa-connector/catalog',
    '@coupa-connector/catalog/records',
    '@coupa-connector/catalog/schema',
    'undici',
  ],
  sandbox: ['@coupa-connector/catalog', 'graphql', 'saxes', 'ssh2'],
  protocol: ['zod'],
  process: ['@coupa-connector/catalog', 'big.js', 'cron-parser', 'cronstrue', 'jsonata', 're2js', 'zod'],
  endpoints: [
    '@aws-sdk/client-s3',
    'csv-parse',
    'hyparquet',
    'hyparquet-writer',
    'pg',
    'pg-copy-streams',
    'ssh2',
    'undici',
  ],
  runner: [
    '@coupa-connector/catalog',
    '@coupa-connector/connector',
    '@coupa-connector/connector/internals',
    '@coupa-connector/connector/schema',
    '@coupa-connector/endpoints',
    '@coupa-connector/process',
  ],
  mcp: [
    '@coupa-connector/catalog',
    '@coupa-connector/catalog/schema',
    '@modelcontextprotocol/server',
    '@modelcontextprotocol/server/stdio',
    'zod',
  ],
  hub: [
    '@coupa-connector/catalog',
    '@coupa-connector/catalog/schema',
    '@coupa-connector/mcp',
    '@coupa-connector/process',
    '@coupa-connector/protocol',
    '@fastify/cookie',
    'fastify',
    'kysely',
    'kysely/migration',
    'nodemailer',
    'openid-client',
    'pg',
    'pg-boss',
    'prom-client',
    'undici',
    'zod',
  ],
  console: [
    '@coupa-connector/protocol',
    '@coupa-connector/protocol/stage-words',
    '@mantine/core',
    '@mantine/hooks',
    '@tanstack/react-query',
    'chart.js',
    '@tanstack/react-router',
    'react',
    'react-dom/client',
  ],
  container: [
    '@coupa-connector/connector',
    '@coupa-connector/connector/internals',
    '@coupa-connector/connector/plugins',
    '@coupa-connector/connector/schema',
    '@coupa-connector/endpoints',
    '@coupa-connector/process',
    '@coupa-connector/protocol',
    '@coupa-connector/runner',
    'undici',
  ],
  cli: [
    '@clack/prompts',
    '@coupa-connector/catalog',
    '@coupa-connector/connector',
    '@coupa-connector/connector/internals',
    '@coupa-connector/connector/plugins',
    '@coupa-connector/connector/schema',
    '@coupa-connector/container',
    '@coupa-connector/endpoints',
    '@coupa-connector/hub',
    '@coupa-connector/hub/embedded-database',
    '@coupa-connector/mcp',
    '@coupa-connector/process',
    '@coupa-connector/protocol',
    '@coupa-connector/protocol/stage-words',
    '@coupa-connector/runner',
    '@coupa-connector/sandbox',
    'cli-table3',
    'commander',
    'csv-parse/sync',
    'hyparquet-writer',
    'jsonc-parser',
    'pino',
    'string-width',
    'yaml',
  ],
}

const paths = globSync(`packages/{${Object.keys(allowedImports)}}/src/**/*.{ts,tsx}`)
  .map((path) => path.replaceAll(sep, '/'))
  .filter((path) => !path.includes('.test') && !path.includes('/testing/'))
const files = new Map(paths.map((path) => [path, readFileSync(path, 'utf8')]))
const problems = findImportProblems({ files, allowedImports })

if (problems.length > 0) {
  process.stderr.write(`${problems.join('\n')}\n`)
  process.exitCode = 1
} else {
  process.stdout.write(`${files.size} files keep the import directions.\n`)
}
