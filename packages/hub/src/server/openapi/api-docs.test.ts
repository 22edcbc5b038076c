import { routeIds, routes } from '@coupa-connector/protocol'
import { describe, expect, it } from 'vitest'
import { startTestServer } from '../../testing/test-server.ts'
import { renderApiPage } from './api-page.ts'
import { createOpenApiDocument } from './openapi-document.ts'

const document = createOpenApiDocument({ origin: 'https://hub.test', version: '1.0.0', sessionCookie: 'c' })
const text = JSON.stringify(document)
const { schemas } = document.components as { schemas: Record<string, unknown> }

describe('createOpenApiDocument', () => {
  it('describes every route of the table once', () => {
    const operations = Object.values(document.paths as Record<string, Record<string, { operationId: string }>>)
      .flatMap((path) => Object.values(path))
      .map(({ operationId }) => operationId)

    expect(operations.sort()).toEqual([...routeIds].sort())
  })

  it('refers to no schema that is not there, and has none that nothing refers to', () => {
    const references = new Set([...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name))

    expect([...references].sort()).toEqual(Object.keys(schemas).sort())
  })

  it('names the main schemas', () => {
    expect(Object.keys(schemas)).toEqual(expect.arrayContaining(['Connection', 'Job', 'Container', 'Problem']))
    expect(Object.keys(schemas).filter((name) => !/^[A-Z]\w+$/.test(name))).toEqual([])
  })

  it('gives every parameter of every path', () => {
    for (const [path, operations] of Object.entries(document.paths as Record<string, Record<string, never>>)) {
      for (const operation of Object.values(operations) as { parameters: { name: string; in: string }[] }[]) {
        const given = operation.parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name)
        expect(given.sort()).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort())
      }
    }
  })
})

describe('renderApiPage', () => {
  const page = renderApiPage('1.0.0 <beta>')

  it('shows every route, and escapes what it shows', () => {
    for (const id of routeIds) {
      expect(page).toContain(`<article id="${id}">`)
      expect(page).toContain(routes[id].path)
    }
    expect(page).toContain('1.0.0 &lt;beta&gt;')
    expect(page).not.toContain('[object Object]')
  })

  it('asks no other address for anything, and runs nothing', () => {
    expect(page).not.toMatch(/<script|style="|onclick|https?:\/\//)
  })
})

describe('the served description', () => {
  it('is there for anybody, and is not sent twice', async () => {
    await using test = await startTestServer()

    const types: (string | null)[] = []
    for (const path of ['openapi.json', 'docs', 'docs/style.css']) {
      const first = await test.send(`/api/v1/${path}`)
      types.push(first.headers.get('content-type'))
      const again = await test.send(`/api/v1/${path}`, {
        headers: { 'if-none-match': first.headers.get('etag') ?? '' },
      })
      expect([first.status, again.status]).toEqual([200, 304])
    }

    expect(types).toEqual(['application/json; charset=utf-8', 'text/html; charset=utf-8', 'text/css; charset=utf-8'])
  })
})
