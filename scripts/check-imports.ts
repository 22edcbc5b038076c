// Keeps the arrows of docs/architecture.md: a package imports only the packages below it, and no file is part of a circle.
import { globSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/** What each package's shipped sources may import. Tests may also use the sandbox, which is how the connector is proven. */
const allowedImports: Record<string, readonly string[]> = {
  catalog: [],
  connector: ['@coupa-connector/catalog', '@coupa-connector/catalog/records', 'undici'],
  sandbox: ['@coupa-connector/catalog', 'graphql', 'saxes'],
  protocol: ['zod'],
  hub: [
    '@coupa-connector/catalog',
    '@coupa-connector/protocol',
    '@fastify/cookie',
    'fastify',
    'kysely',
    'kysely/migration',
    'openid-client',
    'pg',
    'prom-client',
    'zod',
  ],
  console: [
    '@coupa-connector/protocol',
    '@mantine/core',
    '@mantine/hooks',
    '@tanstack/react-query',
    '@tanstack/react-router',
    'react',
    'react-dom/client',
    'uplot',
  ],
  container: [
    '@coupa-connector/connector',
    '@coupa-connector/connector/internals',
    '@coupa-connector/connector/plugins',
    '@coupa-connector/protocol',
    'undici',
  ],
  cli: [
    '@clack/prompts',
    '@coupa-connector/catalog',
    '@coupa-connector/connector',
    '@coupa-connector/connector/internals',
    '@coupa-connector/connector/plugins',
    '@coupa-connector/container',
    '@coupa-connector/hub',
    '@coupa-connector/protocol',
    '@coupa-connector/sandbox',
    'cli-table3',
    'commander',
    'hyparquet-writer',
    'jsonc-parser',
    'pino',
  ],
}

const importPattern =
  /(?:^|\n)\s*(?:import|export)\b(?<clause>[^'"]*?)from\s*'(?<source>[^']+)'|import\('(?<dynamic>[^']+)'\)/g

const problems: string[] = []
const imports = new Map<string, string[]>()

for (const [name, allowed] of Object.entries(allowedImports)) {
  for (const file of globSync(`packages/${name}/src/**/*.{ts,tsx}`)) {
    if (file.includes('.test') || file.includes('/testing/')) continue
    const local: string[] = []
    for (const { groups } of readFileSync(file, 'utf8').matchAll(importPattern)) {
      const source = groups?.source ?? groups?.dynamic ?? ''
      if (source.startsWith('.')) {
        const target = resolve(dirname(file), source)
        if (!target.startsWith(resolve(`packages/${name}`)))
          problems.push(`${file} reaches out of its package: ${source}`)
        // A type-only import leaves no trace at run time, so it makes no circle there.
        else if (!/^\s*type\b/.test(groups?.clause ?? '')) local.push(target)
      } else if (!source.startsWith('node:') && !source.endsWith('.css') && !allowed.includes(source)) {
        problems.push(`${file} may not import ${source}`)
      }
    }
    imports.set(resolve(file), local)
  }
}

for (const circle of findCircles(imports)) problems.push(`circle: ${circle.map(shorten).join(' → ')}`)

if (problems.length > 0) {
  process.stderr.write(`${problems.join('\n')}\n`)
  process.exitCode = 1
} else {
  process.stdout.write(`${imports.size} files keep the import directions.\n`)
}

function findCircles(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const circles: string[][] = []
  const done = new Set<string>()
  const visit = (file: string, trail: readonly string[]): void => {
    const start = trail.indexOf(file)
    if (start >= 0) circles.push([...trail.slice(start), file])
    if (start >= 0 || done.has(file)) return
    for (const next of graph.get(file) ?? []) visit(next, [...trail, file])
    done.add(file)
  }
  for (const file of graph.keys()) visit(file, [])
  return circles
}

function shorten(file: string): string {
  return file.slice(resolve('packages').length + 1)
}
