// Checks what would be published, on the packed archives: entry points exist, types resolve, nothing but the package's own
// files is packed, its licence is there and those of what it bundles, and every source map has its sources. Then installs the
// archives into an empty folder and works from there.
import { chmodSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { sitePackages } from '../packages/site/scripts/finish/site-packages.ts'
import { containerProgramFile, findPackagesOfContainerProgram } from './bundle/container-program.ts'
import { findPackagesOfBundle, findPackagesOfConsole } from './packed/bundled-packages.ts'
import { findMapsWithoutSources } from './packed/maps-without-sources.ts'
import { type BundledPackage, findMissingNotices } from './packed/notices.ts'
import { run } from './packed/run.ts'
import { tryInstalled } from './packed/try-installed.ts'

const forbidden = [/\.test\./, /\.test-d\./, /\/testing\//, /\.tsbuildinfo$/]

/** Where a package keeps the notices of what it bundles. */
const noticesFile = 'dist/THIRD-PARTY-NOTICES.md'
/** The program of a container travels alone, so that the notices stand in it. */
const noticesInFile: Readonly<Record<string, string>> = { cli: `dist/container-program/${containerProgramFile}` }

const bundlers: Readonly<Record<string, (directory: string) => BundledPackage[] | Promise<BundledPackage[]>>> = {
  console: findPackagesOfConsole,
  site: sitePackages,
  cli: findPackagesOfContainerProgram,
}
const bundledByMaps = (directory: string): BundledPackage[] =>
  globSync(join(directory, 'dist/bundle*.js.map')).flatMap((map) => findPackagesOfBundle(map))

const license = readFileSync('LICENSE', 'utf8')
const { workspaces }: { workspaces: string[] } = JSON.parse(readFileSync('package.json', 'utf8'))
const directories = workspaces.filter((path) => path.startsWith('packages/'))
const folder = mkdtempSync(join(tmpdir(), 'packed-'))
// The embedded database of root runs as another user, who passes through.
chmodSync(folder, 0o711)

try {
  const paths = directories.map((directory) => `./${directory}`)
  const packed: Packed[] = JSON.parse(await run('npm', ['pack', '--json', '--pack-destination', folder, ...paths]))
  const waiting = [...directories]
  const checkNext = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await check(next, packed)
  }
  await Promise.all(Array.from({ length: availableParallelism() }, checkNext))
  await tryInstalled(
    join(folder, 'installed'),
    packed.map(({ filename }) => join(folder, filename)),
  )
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** What npm says of an archive. */
interface Packed {
  readonly name: string
  readonly filename: string
  readonly size: number
  readonly files: readonly { readonly path: string }[]
}

async function check(directory: string, all: readonly Packed[]): Promise<void> {
  const manifest = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'))
  const packed = all.find(({ name }) => name === manifest.name)
  if (packed === undefined) throw new Error(`${directory} was not packed`)
  const name = basename(directory)
  const archive = join(folder, packed.filename)
  const bundled = await (bundlers[name] ?? bundledByMaps)(directory)
  const problems = findProblems(await unpack(archive, join(folder, name)), packed.files, {
    bundled,
    noticesFile: noticesInFile[name] ?? noticesFile,
  })
  if (problems.length > 0) {
    const hint = `What is left in dist of sources that are gone goes with rm -r ${directory}/dist and npm run build.`
    throw new Error(`${name} cannot be published:\n${problems.join('\n')}\n${hint}`)
  }
  await run('publint', ['run', directory, '--strict', '--pack', 'false'])
  if (manifest.exports) await run('attw', [archive, '--profile', 'esm-only'])
  process.stdout.write(
    `${manifest.name}: ${packed.files.length} files, ${Math.round(packed.size / 1024)} KiB packed, ${bundled.length} packages bundled\n`,
  )
}

function findProblems(
  unpacked: string,
  packedFiles: readonly { path: string }[],
  { bundled, noticesFile }: { readonly bundled: readonly BundledPackage[]; readonly noticesFile: string },
): string[] {
  const files = new Set(packedFiles.map(({ path }) => path))
  const read = (path: string): string => (files.has(path) ? readFileSync(join(unpacked, path), 'utf8') : '')
  const missing = findMissingNotices(bundled, read(noticesFile))
  return [
    ...[...files].filter(isForbidden).map((path) => `${path} is not for others`),
    ...(read('LICENSE') === license ? [] : ['LICENSE is missing, or is not that of the repository']),
    ...(missing.length === 0 ? [] : [`${noticesFile} has no licence of ${missing.join(', ')}`]),
    ...findMapsWithoutSources(files, read),
  ]
}

/** Gives the folder with the package's files. */
async function unpack(archive: string, target: string): Promise<string> {
  mkdirSync(target)
  await run('tar', ['-xzf', archive, '-C', target])
  return join(target, 'package')
}

function isForbidden(path: string): boolean {
  return forbidden.some((pattern) => pattern.test(path))
}
