import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { build, type Rolldown } from 'vite'
import type { BundledPackage } from './notices.ts'

/** The packages of other people whose code is in the console's files, asked from a build that writes nothing. */
export async function findPackagesOfConsole(root: string): Promise<BundledPackage[]> {
  const result = await build({ root, logLevel: 'error', build: { write: false, license: false } })
  const { output } = result as Rolldown.RolldownOutput
  const modules = output.flatMap((part) => (part.type === 'chunk' ? part.moduleIds : []))
  return packagesOf(modules)
}

/** The packages of other people whose code is in a bundle, as its source map tells. */
export function findPackagesOfBundle(mapFile: string): BundledPackage[] {
  const { sources }: { sources: string[] } = JSON.parse(readFileSync(mapFile, 'utf8'))
  return packagesOf(sources.map((source) => resolve(dirname(mapFile), source)))
}

/** The packages that modules belong to, except those of this repository. */
export function packagesOf(modules: readonly string[]): BundledPackage[] {
  const packages = modules.filter((path) => path.includes('/node_modules/')).map(nearestPackage)
  return [...new Map(packages.map((one) => [`${one.name}@${one.version}`, one])).values()]
}

/** Folders inside a package may have a package.json of their own, which only tells the kind of their modules. */
function nearestPackage(module: string): BundledPackage {
  for (let folder = dirname(module); folder !== dirname(folder); folder = dirname(folder)) {
    const file = join(folder, 'package.json')
    if (!existsSync(file)) continue
    const { name, version }: Partial<BundledPackage> = JSON.parse(readFileSync(file, 'utf8'))
    if (name && version) return { name, version }
  }
  throw new Error(`${module} is bundled and belongs to no package`)
}
