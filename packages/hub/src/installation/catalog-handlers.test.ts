import { describe, expect, it } from 'vitest'
import type { AnyHandler } from '../server/routes/route-handler.ts'
import { pathOf, startTestServer } from '../testing/test-server.ts'
import { createCatalogHandlers } from './catalog-handlers.ts'

const headers = { authorization: 'Bearer cck_viewer' }

describe('createCatalogHandlers', () => {
  it('lists, describes, and finds the smallest scopes', async () => {
    const handlers = createCatalogHandlers() as unknown as Record<string, AnyHandler>
    await using test = await startTestServer({ handlers })
    const get = async (path: string) => await (await test.send(`/api/v1/catalog/${path}`, { headers })).json()

    const list = (await get('resources')) as { items: { name: string; path: string }[] }
    const one = (await get('resources/suppliers%2F7%2Faddresses')) as { name: string }
    const type = (await get('types/InvoiceLine')) as { name: string; fields: { name: string }[] }
    const scopes = (await get('scopes?resources=invoices,suppliers:write,nonsense')) as {
      items: unknown[]
      smallest: unknown
    }

    expect(list.items.find(({ name }) => name === 'invoices')).toMatchObject({ path: '/api/invoices' })
    expect(one.name).toBe('suppliers/:supplier_id/addresses')
    expect(type.name).toBe('InvoiceLine')
    expect(type.fields.map(({ name }) => name)).toContain('line-num')
    expect(scopes.items.length).toBeGreaterThan(10)
    expect(scopes.smallest).toEqual({
      scopes: expect.arrayContaining([expect.stringContaining('invoice')]),
      forTest: ['core.common.read'],
      unknownResources: ['nonsense'],
    })
  })

  it('says that a type is unknown', async () => {
    const handlers = createCatalogHandlers() as unknown as Record<string, AnyHandler>
    await using test = await startTestServer({ handlers })

    expect((await test.send('/api/v1/catalog/types/Nonsense', { headers })).status).toBe(404)
  })

  it('says what an unknown resource may mean', async () => {
    const handlers = createCatalogHandlers() as unknown as Record<string, AnyHandler>
    await using test = await startTestServer({ handlers })

    const response = await test.send(pathOf('catalog.resource').replace(/[^/]+$/, 'invoicess'), { headers })

    expect([response.status, ((await response.json()) as { suggestion: string }).suggestion]).toEqual([
      404,
      expect.stringContaining('invoices'),
    ])
  })
})
