import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  createDataDirectory,
  type RunningHub,
  setUp,
  startServe,
  waitForContainer,
} from '../../packages/cli/test/support/hub.ts'
import { createPerson, type Person } from '../../packages/cli/test/support/program.ts'
import { documentSnippets } from './document-snippets.ts'

// Every block that says that it runs on a hub does so as it stands, on a `serve` that was set up a moment ago.

const bin = fileURLToPath(new URL('../../packages/cli/bin/coupa-connector.js', import.meta.url))
/** Where `serve` is for a reader. Here it listens on a free port. */
const usualAddress = 'http://127.0.0.1:8090'
const blocks = documentSnippets.filter(({ needsHub, language }) => needsHub && language === 'sh')
const documents = [...new Set(blocks.map(({ path }) => path))]

describe.each(documents)('the commands for a hub in %s', { timeout: 300_000 }, (document) => {
  let data: Awaited<ReturnType<typeof createDataDirectory>>
  let person: Person
  let hub: RunningHub

  beforeAll(async () => {
    data = await createDataDirectory()
    person = await createPerson()
    hub = await startServe(person, data.path)
    await setUp(person, hub)
    await waitForContainer(hub)
    await mkdir(join(person.home, 'bin'))
    const npx = `#!/bin/sh\nshift\nexec ${process.execPath} ${bin} "$@"\n`
    await writeFile(join(person.home, 'bin/npx'), npx)
    await chmod(join(person.home, 'bin/npx'), 0o755)
  })

  afterAll(async () => {
    await hub.stop()
    await person[Symbol.asyncDispose]()
    await data[Symbol.asyncDispose]()
  })

  const here = blocks.filter(({ path }) => path === document)
  it.each(here.map((block) => [block.line, block] as const))(
    'in line %i run one after another',
    async (_, { code }) => {
      const child = spawn('sh', ['-e', '-c', code.replaceAll(usualAddress, hub.url)], {
        cwd: person.home,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: {
          PATH: `${join(person.home, 'bin')}:${dirname(process.execPath)}:${process.env.PATH}`,
          HOME: person.home,
          NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
        },
      })
      let output = ''
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => (output += String(piece)))
      const [exitCode] = await once(child, 'close')

      expect(exitCode, output).toBe(0)
      expect(output).not.toContain(hub.settings['Client Secret'])
    },
  )
})
