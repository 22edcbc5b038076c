import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestHub, type TestHub } from '../testing/test-hub.ts'

describe('registerDocumentationPages', () => {
  let test: TestHub
  beforeAll(async () => {
    test = await startTestHub({
      documentationDirectory: builtDocumentation({
        'index.html': 'the first page',
        '404.html': 'no such page',
        'tasks/rotate/index.html': 'a page',
        'assets/a.js': 'export {}',
        'pagefind/pagefind.js': 'search',
      }),
    })
  })
  afterAll(() => test[Symbol.asyncDispose]())

  const get = (path: string, headers: Record<string, string> = {}) =>
    test.hub.fetch(`${test.origin}${path}`, { headers, redirect: 'manual' })

  it('serves pages to everybody, under a policy that has neither inline scripts nor inline styles', async () => {
    const response = await get('/docs/tasks/rotate/')

    expect(await response.text()).toBe('a page')
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    const policy = response.headers.get('content-security-policy')
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';")
    expect(policy).toContain("style-src 'self';")
  })

  it.each([
    ['/docs', '/docs/'],
    ['/docs/tasks/rotate', '/docs/tasks/rotate/'],
  ])('leads from %s to the page', async (path, target) => {
    const response = await get(path)

    expect([response.status, response.headers.get('location')]).toEqual([308, target])
  })

  it('lets files be kept whose names change with their content, and no others', async () => {
    const [asset, search, page] = await Promise.all(
      ['/docs/assets/a.js', '/docs/pagefind/pagefind.js', '/docs/'].map((path) => get(path)),
    )

    expect(asset?.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(search?.headers.get('cache-control')).toBe('no-cache')
    expect(page?.headers.get('cache-control')).toBe('no-cache')
  })

  it('sends a page compressed to who takes that', async () => {
    const response = await get('/docs/', { 'accept-encoding': 'br, gzip' })

    expect(response.headers.get('content-encoding')).toBe('gzip')
    expect(gunzipSync(await response.arrayBuffer()).toString()).toBe('the first page')
  })

  it('shows a browser a page of its own where there is none, and gives a program a problem', async () => {
    const [page, problem] = await Promise.all([get('/docs/nowhere/', { accept: 'text/html' }), get('/docs/nowhere/')])

    expect([page.status, await page.text()]).toEqual([404, 'no such page'])
    expect([problem.status, problem.headers.get('content-type')]).toEqual([
      404,
      'application/problem+json; charset=utf-8',
    ])
  })

  it.each(['/docs/../package.json', '/docs/%2e%2e/%2e%2e/etc/passwd', '/docs/..%2f..%2fetc%2fpasswd'])(
    'reaches no file beside the pages: %s',
    async (path) => {
      expect((await get(path)).status).toBe(404)
    },
  )
})

it('refuses to start on a folder without documentation', async () => {
  const documentationDirectory = mkdtempSync(join(tmpdir(), 'documentation-'))

  await expect(startTestHub({ documentationDirectory })).rejects.toThrow(/index\.html is not there/)
})

function builtDocumentation(files: Readonly<Record<string, string>>): string {
  const directory = mkdtempSync(join(tmpdir(), 'documentation-'))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true })
    writeFileSync(join(directory, path), text)
  }
  return directory
}
