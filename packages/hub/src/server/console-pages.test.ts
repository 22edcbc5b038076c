import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { startTestHub, type TestHub } from '../testing/test-hub.ts'

describe('a browser that is refused', () => {
  it.each([
    ['/nonsense', 404],
    ['/api/v1/nonsense', 404],
    ['/api/v1/accounts', 401],
    ['/api/v1/accounts/%zz', 400],
    ['/metrics-of-another', 404],
  ])('reads a page with a way out at %s', async (path, status) => {
    await using test = await startTestHub()

    const response = await browse(test, path)

    expect([response.status, response.headers.get('content-type')]).toEqual([status, 'text/html; charset=utf-8'])
    const text = await response.text()
    expect(text).toContain('href="/"')
    const nonce = /<style nonce="([^"]+)"/.exec(text)?.[1] ?? ''
    expect(response.headers.get('content-security-policy')).toContain(`'nonce-${nonce}'`)
  })

  it('shows what it was sent as text', async () => {
    await using test = await startTestHub()

    expect(await (await browse(test, '/api/v1/catalog/types/%3Cscript%3E')).text()).not.toContain('<script')
  })

  it('gets a problem as data where a program asks', async () => {
    await using test = await startTestHub()

    const response = await get(test, '/nonsense')

    expect(response.headers.get('content-type')).toContain('application/problem+json')
  })
})

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

  it.each(['/nonsense', '/connections', '/admin/x'])(
    'shows a browser the page where %s leads nowhere',
    async (path) => {
      await using test = await startTestHub({ consoleDirectory: builtConsole() })

      const response = await browse(test, path)

      expect([response.status, response.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8'])
      expect(response.headers.get('content-security-policy')).toContain("'nonce-")
      expect(await response.text()).toContain('style-nonce')
    },
  )

  it('refuses to start on a directory without a console', async () => {
    await expect(startTestHub({ consoleDirectory: mkdtempSync(join(tmpdir(), 'console-')) })).rejects.toThrow(
      /index\.html/,
    )
  })
})

async function browse({ hub, origin }: TestHub, path: string): Promise<Response> {
  return await hub.fetch(`${origin}${path}`, { headers: { accept: 'text/html,*/*;q=0.8' } })
}

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
