import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Sandbox, startSandbox } from '@coupa-connector/sandbox'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createWarehouse, type Warehouse } from './create-warehouse.ts'
import { documentSnippets, root } from './document-snippets.ts'
import { readSnippets, type Snippet } from './read-snippets.ts'

// Every block of code in a document runs as it stands, against a sandbox organization, or says why it does not.

const running = documentSnippets.filter(({ notRun }) => notRun === undefined)
const programs = running.filter(({ language }) => language === 'ts' || language === 'js')
const named = (list: readonly Snippet[]) => list.map((snippet) => [`${snippet.path}:${snippet.line}`, snippet] as const)

describe('the code in documents', { timeout: 300_000 }, () => {
  let folder: string
  let sandbox: Sandbox
  let warehouse: Warehouse

  beforeAll(async () => {
    // Inside the repository, so that the packages are found, and outside of node_modules, where Node takes no TypeScript.
    folder = mkdtempSync(join(root, '.snippets-'))
    // The organization that `sandbox` and `serve` start: its ids are those that the documents name.
    sandbox = await startSandbox()
    warehouse = await createWarehouse()
    for (const snippet of programs) writeFileSync(fileOf(snippet), snippet.code)
    // What npx starts in a checkout.
    mkdirSync(join(folder, 'bin'))
    const program = join(root, 'packages/cli/bin/coupa-connector.js')
    const npx = `#!/bin/sh\nshift\nexec ${process.execPath} ${program} "$@"\n`
    writeFileSync(join(folder, 'bin/npx'), npx)
    chmodSync(join(folder, 'bin/npx'), 0o755)
  })

  afterAll(async () => {
    await sandbox.close()
    await warehouse[Symbol.asyncDispose]()
    rmSync(folder, { recursive: true, force: true })
  })

  function fileOf({ path, line, language }: Snippet): string {
    return join(folder, `${path.replaceAll(/[/.]/g, '-')}-${line}.${language}`)
  }

  /** Runs a command in a folder of the document's own: a document is one story, and another may use the same file names. */
  async function run(
    { path }: Snippet,
    command: string,
    args: readonly string[],
  ): Promise<{ code: unknown; output: string }> {
    const workFolder = join(folder, path.replaceAll(/[/.]/g, '-'))
    mkdirSync(workFolder, { recursive: true })
    const child = spawn(command, args, {
      cwd: workFolder,
      env: {
        PATH: `${join(folder, 'bin')}:${dirname(process.execPath)}:${process.env.PATH}`,
        HOME: folder,
        NODE_COMPILE_CACHE: join(folder, 'compile-cache'),
        WAREHOUSE: warehouse.url,
        COUPA_URL: sandbox.url,
        COUPA_CLIENT_ID: sandbox.clientId,
        COUPA_CLIENT_SECRET: sandbox.clientSecret,
        COUPA_SCOPE: sandbox.scope,
        COUPA_ACCESS_TOKEN_URL: sandbox.accessTokenUrl,
      },
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => (output += String(piece)))
    const [code] = await once(child, 'close')
    return { code, output }
  }

  it('is there, in the documents that people read first', () => {
    const paths = new Set(running.map(({ path }) => path))

    expect([...paths]).toEqual(expect.arrayContaining(['README.md', 'packages/connector/README.md']))
  })

  it.each(named(programs))('%s is understood by the oldest Node that the library runs on', (_, { code }) => {
    // Node.js 22 has no `using`, and taking types away does not lower it.
    expect(code).not.toMatch(/^\s*(?:await\s+)?using\s+\w+\s*=/m)
  })

  it('is understood by the compiler', () => {
    const { config } = ts.readConfigFile(join(root, 'tsconfig.tests.json'), ts.sys.readFile)
    const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, root)
    // A snippet shows how something is called, and need not use everything that it declares.
    const program = ts.createProgram(programs.map(fileOf), {
      ...options,
      noUnusedLocals: false,
      noUnusedParameters: false,
    })
    const found = programs.flatMap((snippet) => {
      const source = program.getSourceFile(fileOf(snippet))
      return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]
    })
    const mistakes = found.map(({ messageText, file, start = 0 }) => {
      const { line } = file?.getLineAndCharacterOfPosition(start) ?? { line: 0 }
      return `${file?.fileName}:${line + 1} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`
    })

    expect(mistakes).toEqual([])
  })

  it.each(named(programs))('%s runs to its end', async (_, snippet) => {
    const { code, output } = await run(snippet, 'node', ['--conditions=source', fileOf(snippet)])

    expect(code, output).toBe(0)
    expect(output).not.toContain(sandbox.clientSecret)
  })

  const alone = running.filter(({ language, needsHub }) => language === 'sh' && !needsHub)
  it.each(named(alone))('%s runs line by line', async (_, snippet) => {
    const { code: exitCode, output } = await run(snippet, 'sh', ['-e', '-c', snippet.code])

    expect(exitCode, output).toBe(0)
    expect(output).not.toContain(sandbox.clientSecret)
  })
})

describe('readSnippets', () => {
  it('takes blocks apart, also those in a list, with the reason why one is not run', () => {
    const text = ['# Title', '```ts', 'a()', '```', '- item', '  ```sh not-run="needs a friend"', '  b', '  ```'].join(
      '\n',
    )

    expect(readSnippets('a.md', text)).toEqual([
      { path: 'a.md', line: 3, language: 'ts', code: 'a()\n', notRun: undefined, needsHub: false },
      { path: 'a.md', line: 7, language: 'sh', code: 'b\n', notRun: 'needs a friend', needsHub: false },
    ])
  })

  it('knows what runs on a hub', () => {
    expect(readSnippets('a.md', '```sh runs-on="hub"\nb\n```')[0]).toMatchObject({ notRun: undefined, needsHub: true })
  })

  it('runs what has a reason that it does not understand', () => {
    expect(readSnippets('a.md', '```sh skip\nb\n```')[0]?.notRun).toBeUndefined()
  })
})
