import { spawn } from 'node:child_process'
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run } from './run.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const consumer = fileURLToPath(new URL('consumer/', import.meta.url))
const tsc = join(root, 'node_modules/typescript/bin/tsc')

/** How a project of somebody else may be compiled, with the files that this works for. */
const projects = {
  nodenext: { module: 'nodenext', include: ['esm.mts', 'cjs.cts', 'cjs-importing.cts'] },
  node16: { module: 'node16', include: ['esm.mts', 'cjs-importing.cts'] },
  bundler: { module: 'esnext', moduleResolution: 'bundler', include: ['esm.mts'] },
} as const

/**
 * Installs the packed archives into an empty folder and works from there, with the oldest Node.js that they declare and with
 * the one that runs this: the command line, a hub with its embedded database, and programs against the types of the library.
 */
export async function tryInstalled(folder: string, archives: readonly string[]): Promise<void> {
  mkdirSync(folder)
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const types = `@types/node@${devDependencies['@types/node']}`
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'installed', private: true, version: '0.0.0' }))
  await run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', ...archives, types], folder)
  tell(`${archives.length} archives install into an empty folder`)

  await Promise.all(Object.entries(projects).map(([name, project]) => compile(folder, name, project)))
  tell(`programs compile as ${Object.keys(projects).join(', ')}`)

  for (const node of [await nodeOf(22, folder), process.execPath]) {
    const version = (await run(node, ['--version'])).trim()
    for (const file of ['esm.mjs', 'cjs.cjs', 'cjs-importing.cjs']) {
      expectText(await run(node, [join(folder, 'nodenext/dist', file)], folder), 'read by')
    }
    const program = join(folder, 'node_modules/coupa-connector/bin/coupa-connector.js')
    expectText(await run(node, [program, 'demo', '--records', '60'], folder), 'complete: true')
    await serve(node, program, join(folder, `data-${version}`))
    tell(`programs, demo and serve run on Node.js ${version}`)
  }
}

async function compile(
  folder: string,
  name: string,
  { include, ...options }: (typeof projects)[keyof typeof projects],
): Promise<void> {
  const project = join(folder, name)
  mkdirSync(project)
  for (const file of include) copyFileSync(join(consumer, file), join(project, file))
  const compilerOptions = {
    ...options,
    target: 'es2023',
    lib: ['es2024', 'esnext.disposable'],
    types: ['node'],
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    outDir: 'dist',
  }
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, include }))
  await run(process.execPath, [tsc, '--project', project])
}

/** The program of a release of Node.js, which npm fetches once for this machine. */
async function nodeOf(release: number, folder: string): Promise<string> {
  const script = 'process.stdout.write(process.execPath)'
  return await run('npm', ['exec', '--yes', `--package=node@${release}`, '--', 'node', '-e', script], folder)
}

/** Starts a hub in an empty folder, asks it whether it is ready, and ends it. */
async function serve(node: string, program: string, dataDirectory: string): Promise<void> {
  const args = [program, 'serve', '--port', '0', '--data-directory', dataDirectory]
  const child = spawn(node, args, { cwd: dirname(dataDirectory), stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  let printed = ''
  const address = new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        printed += text
        const [url] = /http:\/\/[^\s/]+/.exec(printed) ?? []
        if (url !== undefined) resolve(url)
      })
    }
    void ended.then((code) => reject(new Error(`serve ended with ${code}:\n${printed}`)))
  })
  try {
    const answer = await fetch(`${await address}/readyz`)
    if (!answer.ok) throw new Error(`/readyz answers with ${answer.status}:\n${printed}`)
  } finally {
    child.kill('SIGTERM')
  }
  const code = await ended
  if (code !== 0 && code !== 143) throw new Error(`serve ended with ${code} when it was asked to end:\n${printed}`)
}

function expectText(printed: string, expected: string): void {
  if (!printed.includes(expected)) throw new Error(`Nothing says "${expected}" in:\n${printed}`)
}

function tell(sentence: string): void {
  process.stdout.write(`${sentence}\n`)
}
