import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { startTestHub, type TestHub } from '../testing/test-hub.ts'

describe('registerConsolePages', () => {
  it('serves the page at its own addresses, each time with another number for its styles', async () => {
    await using test = await startTestHub({ consoleDirectory: builtConsole() })

    const first = await get(test, '/a/some-account/connections')
    const second = await get(test, '/')

    const nonce = /content="([^"]+)"/.exec(await first.text())?.[1] ?? ''
    expect(first.headers.get('content-security-policy')).toContain(`style-src 'self' 'nonce-${nonce}'`)
    expect(await second.text()).not.toContain(nonce)
  })

  it('lets files be kept for ever, whose names change with their content', async () => {
    await using test = await startTestHub({ consoleDirectory: builtConsole() })

    const response = await get(test, '/assets/index-1.js')

    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(await response.text()).toBe('export {}')
  })

  it('answers other addresses as a hub without a console does', async () => {
    await using test = await startTestHub({ consoleDirectory: builtConsole() })

    const responses = await Promise.all(
      ['/assets/other.js', '/assets/../index.html', '/admin'].map((path) => get(test, path)),
    )

    expect(responses.map(({ status }) => status)).toEqual([404, 404, 404])
  })

  it('refuses to start on a directory without a console', async () => {
    await expect(startTestHub({ consoleDirectory: mkdtempSync(join(tmpdir(), 'console-')) })).rejects.toThrow(
      /index\.html/,
    )
  })
})

async function get({ hub, origin }: TestHub, path: string): Promise<Response> {
  return await hub.fetch(`${origin}${path}`)
}

function builtConsole(): string {
  const directory = mkdtempSync(join(tmpdir(), 'console-'))
  mkdirSync(join(directory, 'assets'))
  writeFileSync(join(directory, 'index.html'), '<meta name="style-nonce" content="__STYLE_NONCE__" />')
  writeFileSync(join(directory, 'assets', 'index-1.js'), 'export {}')
  return directory
}
