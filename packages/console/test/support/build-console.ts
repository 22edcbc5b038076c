// Set-up of the tests that use the console in a browser: they need it built, as the hub serves it.
import { globSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const root = fileURLToPath(new URL('../../', import.meta.url))
const sources = ['src/**/*', '../protocol/src/**/*.ts', 'public/*', 'index.html', 'vite.config.ts', 'package.json']

/** Called once by vitest. Builds only what is older than its sources. */
export async function setup(): Promise<void> {
  if (builtAtMs() < changedAtMs()) await build({ root, logLevel: 'warn' })
}

function builtAtMs(): number {
  return statSync(`${root}dist/index.html`, { throwIfNoEntry: false })?.mtimeMs ?? 0
}

function changedAtMs(): number {
  return Math.max(...globSync(sources, { cwd: root }).map((file) => statSync(root + file).mtimeMs))
}
