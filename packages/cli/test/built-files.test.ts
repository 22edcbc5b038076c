import { once } from 'node:events'
import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { describe, expect, test } from 'vitest'

const packages = fileURLToPath(new URL('../../', import.meta.url))

describe('the built programs', () => {
  // The compiler leaves the name of an import as it is in a block with `await using`.
  test('import no file by the name of its source', () => {
    const files = globSync('{container,cli,hub,runner,endpoints,process,protocol,sandbox}/dist/**/*.js', {
      cwd: packages,
    })
    const wrong = files.filter((file) => /\bimport\((['"])\.[^'"]*\.ts\1\)/.test(readFileSync(packages + file, 'utf8')))

    expect(files.length).toBeGreaterThan(100)
    expect(wrong).toEqual([])
  })

  // In the bundle of the hub it does not stand where it stands among the sources.
  test('have the program of the worker that maps records beside the hub that starts it', async () => {
    const worker = new Worker(`${packages}hub/dist/map-in-worker.js`)
    const [message] = await once(worker, 'message')
    await worker.terminate()

    expect(message).toBe('ready')
  })
})
