import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
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
})
