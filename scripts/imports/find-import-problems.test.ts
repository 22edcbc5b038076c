import { describe, expect, it } from 'vitest'
import { findImportProblems } from './find-import-problems.ts'

function problemsOf(files: Record<string, string>): string[] {
  const sources = Object.entries(files).map(([path, text]) => [`packages/hub/src/${path}`, text] as const)
  return findImportProblems({ files: new Map(sources), allowedImports: { hub: ['zod'] } })
}

describe('findImportProblems', () => {
  it('lets pass what points down', () => {
    const files = {
      'hub.ts': `import { z } from 'zod'\nimport { readFile } from 'node:fs/promises'\nimport { take } from './jobs/take.ts'\n`,
      'jobs/take.ts': `export { id } from '../database/id.ts'\n`,
      'database/id.ts': 'export const id = 1\n',
    }

    expect(problemsOf(files)).toEqual([])
  })

  it.each([
    ['a package', `import pg from 'pg'\n`, 'may not import pg'],
    ['a package for what it does', `import 'pg'\n`, 'may not import pg'],
    ['a package when it runs', `const pg = await import('pg')\n`, 'may not import pg'],
    ['a file of another package', `import { run } from '../../cli/src/run.ts'\n`, 'reaches out of its package'],
  ])('refuses %s that is not on the list', (_what, text, problem) => {
    expect(problemsOf({ 'hub.ts': text })).toEqual([expect.stringContaining(problem)])
  })

  it('refuses a circle of files, types counted', () => {
    const files = {
      'a.ts': `import { b } from './b.ts'\n`,
      'b.ts': `import { c } from './c.ts'\n`,
      'c.ts': `import type { A } from './a.ts'\n`,
    }

    expect(problemsOf(files)).toEqual(['circle: hub/src/a.ts → hub/src/b.ts → hub/src/c.ts → hub/src/a.ts'])
  })

  it('refuses two folders that import each other, through whichever files', () => {
    const files = {
      'jobs/take.ts': `import { id } from '../people/id.ts'\n`,
      'jobs/limits.ts': 'export const limits = {}\n',
      'people/id.ts': 'export const id = 1\n',
      'people/person.ts': `import type { limits } from '../jobs/limits.ts'\n`,
    }

    expect(problemsOf(files)).toEqual([
      'two ways: hub/src/jobs/take.ts → hub/src/people/id.ts, and back: hub/src/people/person.ts → hub/src/jobs/limits.ts',
    ])
  })

  it('refuses a folder and the one that holds it when they import each other', () => {
    const files = {
      'hub.ts': `import { take } from './jobs/take.ts'\n`,
      'context.ts': 'export interface Context {}\n',
      'jobs/take.ts': `import type { Context } from '../context.ts'\n`,
    }

    expect(problemsOf(files)).toEqual([expect.stringContaining('two ways: hub/src/hub.ts')])
  })
})
