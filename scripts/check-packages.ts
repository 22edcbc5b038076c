// Checks what would be published, on the packed archives: entry points exist, types resolve, nothing but the package's own
// files is packed, its licence is there and those of what it bundles, and every source map has its sources.
import { execFileSync } from 'node:child_process'
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sitePackages } from '../packages/site/scripts/finish/site-packages.ts'
import { containerProgramFile, findPackagesOfContainerProgram } from './bundle/container-program.ts'
import { findPackagesOfBundle, findPackagesOfConsole } from './packed/bundled-packages.ts'
import { findMapsWithoutSources } from './packed/maps-without-sources.ts'
import { type BundledPackage, findMissingNotices } from './packed/notices.ts'

const forbidden = [/\.test\./, /\.test-d\./, /\/testing\//, /\.tsbuildinfo$/]

/** Where a package keeps the notices of what it bundles. */
const noticesFile = 'dist/THIRD-PARTY-NOTICES.md'
/** The program of a container travels alone, so that the notices stand in it. */
const noticesInFile: Readonly<Record<string, string>> = { cli: `dist/container-program/${containerProgramFile}` }

const bundlers: Readonly<Record<string, (directory: string) => BundledPackage[] | Promise<BundledPackage[]>>> = {
  connector: (directory) =>
    globSync(join(directory, 'dist/bundle*.js.map')).flatMap((map) => findPackagesOfBundle(map)),
  console: findPackagesOfConsole,
  site: sitePackages,
  cli: findPackagesOfContainerProgram,
}

const license = readFileSync('LICENSE', 'utf8')
const folder = mkdtempSync(join(tmpdir(), 'packed-'))

try {
  for (const name of [
    'catalog',
    'connector',
    'sandbox',
    'protocol',
    'process',
    'endpoints',
    'runner',
    'hub',
    'container',
    'console',
    'site',
    'cli',
  ]) {
    const directory = join('packages', name)
    const [packed] = JSON.parse(run('npm', ['pack', '--json', '--pack-destination', folder, `./${directory}`]))
    const archive = join(folder, packed.filename)
    const bundled = (await bundlers[name]?.(directory)) ?? []
    const problems = findProblems(unpack(archive, join(folder, name)), packed.files, {
      bundled,
      noticesFile: noticesInFile[name] ?? noticesFile,
    })
    if (problems.length > 0) {
      const hint = `What is left in dist of sources that are gone goes with rm -r ${directory}/dist and npm run build.`
      throw new Error(`${name} cannot be published:\n${problems.join('\n')}\n${hint}`)
    }

    run('publint', ['run', directory, '--strict', '--pack', 'false'])
    const manifest = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'))
    if (manifest.exports) run('attw', [archive, '--profile', 'esm-only'])
    process.stdout.write(
      `${manifest.name}: ${packed.files.length} files, ${Math.round(packed.size / 1024)} KiB packed, ${bundled.length} packages bundled\n`,
    )
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
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
function unpack(archive: string, target: string): string {
  mkdirSync(target)
  run('tar', ['-xzf', archive, '-C', target])
  return join(target, 'package')
}

function isForbidden(path: string): boolean {
  return forbidden.some((pattern) => pattern.test(path))
}

function run(command: string, args: readonly string[]): string {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
    throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}${stderr}`, { cause: error })
  }
}
