import { describe, expect, it } from 'vitest'
import { startOrganization } from '../testing/organization.ts'

describe('the description of the API', () => {
  it.each(['api_docs/0', 'api_docs/0.json', 'api_docs/34.json'])(
    'is served at %s, complete in itself',
    async (path) => {
      await using organization = await startOrganization()
      const origin = new URL(organization.sandbox.url).origin
      const response = await fetch(`${origin}/${path}`, { headers: { authorization: `Bearer ${organization.token}` } })
      const text = await response.text()
      const docs = JSON.parse(text)

      expect([response.status, docs.swagger, docs.basePath]).toEqual([200, '2.0', '/api'])
      const wanted = path.includes('34') ? '/invoices/{id}/submit' : '/suppliers/{id}'
      expect(Object.keys(docs.paths)).toContain(wanted)
      const references = [...text.matchAll(/#\/definitions\/([^"]+)"/g)].map(([, name]) => name ?? '')
      for (const name of new Set(references)) expect(docs.definitions).toHaveProperty([name])
    },
  )

  it('says which fields are read only and types decimals as numbers', async () => {
    await using organization = await startOrganization()
    const origin = new URL(organization.sandbox.url).origin
    const headers = { authorization: `Bearer ${organization.token}` }
    const docs = JSON.parse(await (await fetch(`${origin}/api_docs/34.json`, { headers })).text())
    const { properties } = docs.definitions.Invoice
    expect(properties['gross-total']).toEqual({ type: 'number', format: 'double', readOnly: true })
    expect(properties['invoice-number']).not.toHaveProperty('readOnly')
  })

  it('is for people who are signed in and has no other numbers', async () => {
    await using organization = await startOrganization()
    const origin = new URL(organization.sandbox.url).origin
    expect((await fetch(`${origin}/api_docs/0.json`)).status).toBe(401)
    const headers = { authorization: `Bearer ${organization.token}` }
    expect((await fetch(`${origin}/api_docs/7.json`, { headers })).status).toBe(404)
  })
})
