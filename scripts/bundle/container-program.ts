import { createHash } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { build, type InlineConfig, type Plugin, type Rolldown } from 'vite'
import { packagesOf } from '../packed/bundled-packages.ts'
import { type BundledPackage, completeNotices, type PackageManifest } from '../packed/notices.ts'

/** The name of the program that a hub serves for other machines: all of `container`, in one file that Node runs. */
export const containerProgramFile = 'coupa-connector-container.mjs'

const noticesFile = 'container-notices.md'
const cli = new URL('../../packages/cli/', import.meta.url).pathname

/** Writes the program with its checksum. The licences of what it bundles stand at its end, because it travels alone. */
export async function bundleContainerProgram(): Promise<void> {
  const directory = join(cli, 'dist/container-program')
  rmSync(directory, { recursive: true, force: true })
  await build(configure({ outDir: directory, license: { fileName: noticesFile } }))
  const notices = completeNotices(readFileSync(join(directory, noticesFile), 'utf8'), readManifest)
  rmSync(join(directory, noticesFile))
  const file = join(directory, containerProgramFile)
  const program = `${greeting}${withBuiltinsAtRunTime(readFileSync(file, 'utf8'))}\n/*!\n${notices.replaceAll('*/', '* /')}\n*/\n`
  writeFileSync(file, program)
  const sum = createHash('sha256').update(program).digest('hex')
  writeFileSync(`${file}.sha256`, `${sum}  ${containerProgramFile}\n`)
}

/** The packages of other people whose code is in the program, asked from a build that writes nothing. */
export async function findPackagesOfContainerProgram(): Promise<BundledPackage[]> {
  const { output } = (await build(configure({ write: false }))) as Rolldown.RolldownOutput
  return packagesOf(output.flatMap((part) => (part.type === 'chunk' ? part.moduleIds : [])))
}

/** Comes before everything else, so that an old Node gets a sentence and not a stack trace. */
const greeting = `#!/usr/bin/env node
{
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < 22 || (major === 22 && minor < 19)) {
    process.stderr.write('${containerProgramFile} needs Node.js 22.19 or newer, and this is ' + process.versions.node + '. Install Node.js 24.\\n')
    process.exit(2)
  }
}
`

/**
 * Takes Node's own modules when the program runs. As imports they are checked before its first line, and one that an old
 * Node lacks would end it there.
 */
function withBuiltinsAtRunTime(program: string): string {
  const replaced = program.replaceAll(
    /^import (?<names>[^;]*?) from "(?<module>node:[^"]+|[a-z_/]+)";$/gm,
    (_all, ...rest: unknown[]) => {
      const { names, module } = rest.at(-1) as { names: string; module: string }
      const builtin = `process.getBuiltinModule(${JSON.stringify(module)})`
      const star = /^\* as (\w+)$/.exec(names)?.[1]
      if (star !== undefined) return `const ${star} = ${builtin};`
      const [, own, members] = /^(?:([\w$]+))?(?:, )?(?:\{(.*)\})?$/s.exec(names) ?? []
      return [
        ...(own === undefined ? [] : [`const ${own} = ${builtin};`]),
        ...(members === undefined ? [] : [`const {${members.replaceAll(' as ', ': ')}} = ${builtin};`]),
      ].join('\n')
    },
  )
  const left = /^import .*$/m.exec(replaced)
  if (left) throw new Error(`The program of a container needs a module beside it: ${left[0]}`)
  return replaced
}

/**
 * Parts in C++ that an installation may have built are for one machine, and one file cannot hold them. The packages that have
 * them do without: ssh2 uses the ciphers of Node.
 */
const withoutNativeParts: Plugin = {
  name: 'without-native-parts',
  enforce: 'pre',
  resolveId: (id) => (id.endsWith('.node') ? `\0${id}` : undefined),
  load: (id) =>
    id.startsWith('\0') && id.endsWith('.node') ? "throw new Error('it is not part of this program')" : undefined,
}

function configure(options: NonNullable<InlineConfig['build']>): InlineConfig {
  return {
    configFile: false,
    root: cli,
    logLevel: 'warn',
    plugins: [withoutNativeParts],
    resolve: { conditions: ['source', 'node', 'import', 'default'] },
    ssr: { noExternal: true, resolve: { conditions: ['source', 'node', 'import', 'default'] } },
    build: {
      ssr: join(cli, 'src/container-program.ts'),
      target: 'node22',
      emptyOutDir: false,
      reportCompressedSize: false,
      ...options,
      rolldownOptions: {
        output: { format: 'esm', entryFileNames: containerProgramFile, codeSplitting: false },
      },
    },
  }
}

function readManifest(name: string): PackageManifest {
  const { resolve } = createRequire(join(cli, 'package.json'))
  const paths = createRequire(join(cli, 'package.json')).resolve.paths(name) ?? []
  for (const path of paths) {
    try {
      return JSON.parse(readFileSync(join(path, name, 'package.json'), 'utf8'))
    } catch {
      // Not in this folder.
    }
  }
  return JSON.parse(readFileSync(resolve(`${name}/package.json`), 'utf8'))
}
