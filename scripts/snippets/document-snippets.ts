import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readSnippets, type Snippet } from './read-snippets.ts'

/** The root of the repository. */
export const root: string = fileURLToPath(new URL('../..', import.meta.url))

/** The code in the documents that people read, in a language that can be run. */
export const documentSnippets: readonly Snippet[] = ['*.md', 'docs/**/*.md', 'packages/*/README.md']
  .flatMap((pattern) => globSync(pattern, { cwd: root }))
  .flatMap((path) => readSnippets(path, readFileSync(join(root, path), 'utf8')))
  .filter(({ language }) => ['ts', 'js', 'sh', 'bash'].includes(language))
