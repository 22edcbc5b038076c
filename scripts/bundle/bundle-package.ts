import { globSync, readFileSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type Plugin, rolldown } from 'rolldown'

interface Manifest {
  readonly exports?: Readonly<Record<string, string | { readonly types?: string; readonly default: string }>>
}

interface BundleOptions {
  /** Modules that are entries beside those of `exports`, by the name of their file in `dist`. */
  readonly entries?: Readonly<Record<string, string>>
  /** Puts what the entries share into one file, `bundle-shared.js`, also what only some of them need. */
  readonly sharesOneFile?: boolean
}

/**
 * Puts the modules that tsc has built of a package into few files, `dist/bundle*.js`. What is imported only when it is needed has
 * files of its own, and other packages stay imports.
 */
export async function bundlePackage(
  directory: string,
  { entries = {}, sharesOneFile = false }: BundleOptions = {},
): Promise<void> {
  const built = join(directory, 'dist')
  const bundle = await rolldown({
    input: { ...exportedEntries(directory), ...mapValues(entries, (module) => join(built, module)) },
    platform: 'node',
    external: (id) => !id.startsWith('.') && !id.startsWith('/'),
    plugins: [readsSourceMaps],
  })
  const { output } = await bundle.write({
    dir: built,
    format: 'esm',
    sourcemap: true,
    entryFileNames: '[name].js',
    chunkFileNames: sharesOneFile ? '[name].js' : 'bundle-[name].js',
    ...(sharesOneFile ? { codeSplitting: { groups: [{ name: 'bundle-shared', test: /\/dist\// }] } } : {}),
  })
  await bundle.close()
  const written = new Set(output.map(({ fileName }) => fileName))
  for (const left of globSync('bundle*.js{,.map}', { cwd: built })) {
    if (!written.has(left)) rmSync(join(built, left))
  }
}

/** The modules behind the entries of a package whose code is in a bundle: tsc puts the code beside the types. */
function exportedEntries(directory: string): Record<string, string> {
  const { exports = {} }: Manifest = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'))
  const entries: Record<string, string> = {}
  for (const entry of Object.values(exports)) {
    if (typeof entry === 'string' || entry.types === undefined) continue
    const name = basename(entry.default, '.js')
    if (name.startsWith('bundle')) entries[name] = join(directory, entry.types.replace(/\.d\.ts$/, '.js'))
  }
  return entries
}

/** Makes the maps of the bundle lead to the sources, and not to what tsc has made of them. */
const readsSourceMaps: Plugin = {
  name: 'reads-source-maps',
  load: (id) => ({ code: readFileSync(id, 'utf8'), map: readFileSync(`${id}.map`, 'utf8') }),
}

function mapValues(
  record: Readonly<Record<string, string>>,
  change: (value: string) => string,
): Record<string, string> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]))
}
